import { parseOrigin } from "@/lib/collector/sites";
import { putSite, removeSite, siteRows } from "@/lib/collector/sql/sites";
import { type Command, textOf, UsageError } from "./command";

export const site: Command = {
  name: "site",
  summary: "Register other sites whose pages may record usage",
  help: `  site add ORIGIN --name NAME   Take records from the pages of https://journal.example, by reader.js
  site list                     Show the registered sites
  site remove ORIGIN            Take nothing more from its pages`,
  options: { name: { type: "string" } },
  async run({ db, values, words, out }) {
    const [verb, written = ""] = words;
    if (verb === "list") {
      const sites = await siteRows(db);
      const lines = sites.map(({ origin, name }) => `${origin}\t${name}`);
      return out.result({ sites }, lines.length > 0 ? lines.join("\n") : "No other site is registered.");
    }
    if (verb !== "add" && verb !== "remove") throw new UsageError("site needs a verb: add, list or remove");
    const origin = parseOrigin(written);
    if (origin === undefined)
      throw new UsageError(`${written || "ORIGIN"}: must be an origin like https://journal.example, without a path`);
    if (verb === "add") {
      const name = textOf(values, "name")?.trim() || new URL(origin).hostname;
      await putSite(db, origin, name);
      return out.result({ origin, name }, `${origin} is registered; its pages may record within 10 seconds.`);
    }
    if (!(await removeSite(db, origin))) throw new Error(`${origin} is not registered.`);
    return out.result({ removed: origin }, `${origin} is removed; its pages record nothing after 10 seconds.`);
  },
};
