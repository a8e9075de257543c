import { addRequestor, renewKey } from "@/lib/reports/counter/requestor";
import { allCustomers, requestorStates, revokeRequestor } from "@/lib/reports/sql/requestors";
import { type Command, textOf, textsOf, UsageError } from "./command";

export const requestor: Command = {
  name: "requestor",
  summary: "Say who may fetch COUNTER reports by the API",
  help: `  requestor add --id REQUESTOR_ID --name NAME [--customer CUSTOMER_ID]... [--no-world]
                               Add one and print its key, which is shown this once. Several customers are a consortium's members
  requestor list               Show all, and when each last asked
  requestor key ID             A new key in place of the old one
  requestor revoke ID          Its key opens nothing any more
  The API: /counter/r51, with customer_id, requestor_id and api_key. Customers are what institution list shows.`,
  options: {
    id: { type: "string" },
    name: { type: "string" },
    customer: { type: "string", multiple: true },
    "no-world": { type: "boolean" },
  },
  async run({ db, values, words: [verb, subject = ""], out }) {
    switch (verb) {
      case "add": {
        const requestorId = textOf(values, "id")?.trim();
        if (!requestorId || !/^[\w.@-]{1,64}$/.test(requestorId))
          throw new UsageError("requestor add needs --id REQUESTOR_ID, at most 64 letters, digits and . _ - @");
        const name = textOf(values, "name")?.trim() || requestorId;
        const known = new Map((await allCustomers(db)).map(({ customerId, id }) => [customerId, id]));
        const wanted = textsOf(values, "customer");
        const strange = wanted.find((customer) => !known.has(customer));
        if (strange !== undefined) throw new Error(`There is no customer ${strange}; see: institution list`);
        const institutions = wanted.map((customer) => known.get(customer) ?? 0);
        const world = values["no-world"] !== true;
        const made = await addRequestor(db, { requestorId, name, world, institutions }, new Date());
        if (!made) throw new Error(`There is a requestor ${requestorId} already.`);
        return out.result(
          { id: made.id, requestorId, name, world, customers: wanted, key: made.key },
          `Requestor ${requestorId} (${name}). Its key is shown this once:\n${made.key}`,
        );
      }
      case "list": {
        const rows = await requestorStates(db);
        const lines = rows.map((row) =>
          [
            row.id,
            row.requestorId,
            row.name,
            [...(row.world ? ["The World"] : []), ...row.customers].join(", ") || "no customers",
            row.revoked ? "revoked" : row.lastUsed ? `last asked ${row.lastUsed.slice(0, 10)}` : "never asked",
          ].join("\t"),
        );
        return out.result({ requestors: rows }, lines.length > 0 ? lines.join("\n") : "There are no requestors.");
      }
      case "key": {
        const key = await renewKey(db, idOf(subject));
        if (key === undefined) throw new Error(`There is no requestor ${subject}.`);
        return out.result({ id: idOf(subject), key }, `Its new key is shown this once:\n${key}`);
      }
      case "revoke": {
        if (!(await revokeRequestor(db, idOf(subject), new Date())))
          throw new Error(`There is no requestor ${subject}.`);
        return out.result({ revoked: idOf(subject) }, `Requestor ${subject} is revoked.`);
      }
      default:
        throw new UsageError("requestor needs a verb: add, list, key or revoke");
    }
  },
};

function idOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError("the ID is the number that requestor list shows");
  return Number(text);
}
