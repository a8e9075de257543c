import type { Db } from "@/lib/db/connection";
import {
  addRequestor,
  editCustomers,
  editRequestor,
  isRequestorId,
  readCustomers,
  renewKey,
  revokeRequestor,
} from "@/lib/reports/counter/keep-requestors";
import { type InstitutionCustomer, requestorStates } from "@/lib/reports/sql/requestors";
import { type Command, textOf, textsOf, UsageError } from "./command";

export const requestor: Command = {
  name: "requestor",
  summary: "Say who may fetch COUNTER reports by the API",
  help: `  requestor add --id REQUESTOR_ID --name NAME [--customer CUSTOMER_ID]... [--no-world]
                               Add one and print its key, which is shown this once. Several customers are a consortium's members
  requestor list               Show all, and when each last asked
  requestor set ID [--name NAME] [--world | --no-world] [--customer CUSTOMER_ID]... [--without CUSTOMER_ID]...
                               Change its name, whether it may have The World, and add or take away institutions
  requestor key ID             A new key in place of the old one
  requestor revoke ID          Its key opens nothing any more
  The API: /counter/r51, with customer_id, requestor_id and api_key. Customers are what institution list shows.`,
  options: {
    id: { type: "string" },
    name: { type: "string" },
    customer: { type: "string", multiple: true },
    without: { type: "string", multiple: true },
    world: { type: "boolean" },
    "no-world": { type: "boolean" },
  },
  async run({ db, values, words: [verb, subject = ""], out }) {
    const now = new Date();
    switch (verb) {
      case "add": {
        const requestorId = textOf(values, "id")?.trim();
        if (!requestorId || !isRequestorId(requestorId))
          throw new UsageError("requestor add needs --id REQUESTOR_ID, at most 64 letters, digits and . _ - @");
        const name = textOf(values, "name")?.trim() || requestorId;
        const customers = await customersOf(db, textsOf(values, "customer"));
        const world = values["no-world"] !== true;
        const institutions = customers.map(({ id }) => id);
        const made = await addRequestor(db, { requestorId, name, world, institutions }, now);
        if (!made) throw new Error(`There is a requestor ${requestorId} already.`);
        return out.result(
          {
            id: made.id,
            requestorId,
            name,
            world,
            customers: customers.map(({ customerId }) => customerId),
            key: made.key,
          },
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
      case "set": {
        const id = idOf(subject);
        const [current] = await requestorStates(db, id);
        if (!current || current.revoked) throw new Error(`There is no requestor ${subject}.`);
        const allow = (await customersOf(db, textsOf(values, "customer"))).map((one) => one.id);
        const forbid = (await customersOf(db, textsOf(values, "without"))).map(({ customerId }) => customerId);
        const name = textOf(values, "name")?.trim() || current.name;
        const world = values.world === true || (values["no-world"] !== true && current.world);
        await editRequestor(db, { id }, { name, world }, now);
        const done = await editCustomers(db, { id }, { allow, forbid }, now);
        return out.result({ id, name, world, ...done }, `Requestor ${subject} is changed.`);
      }
      case "key": {
        const key = await renewKey(db, { id: idOf(subject) }, now);
        if (key === undefined) throw new Error(`There is no requestor ${subject}.`);
        return out.result({ id: idOf(subject), key }, `Its new key is shown this once:\n${key}`);
      }
      case "revoke": {
        if (!(await revokeRequestor(db, { id: idOf(subject) }, now)))
          throw new Error(`There is no requestor ${subject}.`);
        return out.result({ revoked: idOf(subject) }, `Requestor ${subject} is revoked.`);
      }
      default:
        throw new UsageError("requestor needs a verb: add, list, set, key or revoke");
    }
  },
};

async function customersOf(db: Db, wanted: readonly string[]): Promise<InstitutionCustomer[]> {
  const { customers, unknown } = await readCustomers(db, wanted.join("\n"));
  if (unknown[0] !== undefined) throw new Error(`There is no customer ${unknown[0]}; see: institution list`);
  return customers;
}

function idOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError("the ID is the number that requestor list shows");
  return Number(text);
}
