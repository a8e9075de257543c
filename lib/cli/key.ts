import { KEY_SCOPES, type KeyScope, makeKey } from "@/lib/collector/api-key";
import { keyRows, revokeKey } from "@/lib/collector/queries";
import { type Command, textOf, textsOf, UsageError } from "./command";

export const key: Command = {
  name: "key",
  summary: "Make, list and revoke API keys",
  help: `  key add --name NAME --scope SCOPE   Make a key and print it once (scopes: ${KEY_SCOPES.join(", ")}; --scope may be repeated)
  key list                            List the keys, without their secrets
  key revoke ID                       Refuse a key from now on`,
  options: { name: { type: "string" }, scope: { type: "string", multiple: true } },
  async run({ db, values, words, out }) {
    const [verb, id] = words;
    switch (verb) {
      case "add": {
        const name = textOf(values, "name")?.trim();
        if (!name) throw new UsageError("key add needs --name NAME");
        const scopes = textsOf(values, "scope");
        if (scopes.length === 0) throw new UsageError(`key add needs --scope, one of ${KEY_SCOPES.join(", ")}`);
        const bad = scopes.find((scope) => !KEY_SCOPES.includes(scope as KeyScope));
        if (bad !== undefined) throw new UsageError(`--scope ${bad}: must be one of ${KEY_SCOPES.join(", ")}`);
        const made = await makeKey(db, name, scopes as KeyScope[]);
        const words = `Key ${made.id} (${name}; ${scopes.join(", ")}). It is shown this once:\n${made.key}`;
        return out.result({ id: made.id, name, scopes, key: made.key }, words);
      }
      case "list": {
        const rows = await keyRows(db);
        const lines = rows.map(
          (row) =>
            `${row.id}\t${row.name}\t${row.scopes.join(", ")}\tmade ${row.created.slice(0, 10)}${row.revoked ? "\trevoked" : ""}`,
        );
        return out.result({ keys: rows }, lines.length > 0 ? lines.join("\n") : "There are no keys.");
      }
      case "revoke": {
        if (id === undefined || !/^\d+$/.test(id)) throw new UsageError("key revoke needs the ID that key list shows");
        if (!(await revokeKey(db, Number(id)))) throw new Error(`There is no active key ${id}.`);
        return out.result(
          { revoked: Number(id) },
          `Key ${id} is revoked; running servers refuse it within 10 seconds.`,
        );
      }
      default:
        throw new UsageError("key needs a verb: add, list or revoke");
    }
  },
};
