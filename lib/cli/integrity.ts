import { journalRow } from "@/lib/catalog/sql/journals";
import { lookForFlags } from "@/lib/integrity/look";
import { Looked } from "@/lib/integrity/looked";
import { flagRows } from "@/lib/integrity/sql/inbox";
import { type Command, textOf, UsageError } from "./command";

const LIMIT = 1_000;

export const integrity: Command = {
  name: "integrity",
  summary: "Look for figures that stand out, or list those that nobody decided on",
  help: `  integrity look                      Look at all days that are summed up, by every rule
  integrity list --journal ISSN       The open flags of a journal, those of the newest days first`,
  options: { journal: { type: "string" } },
  async run({ db, values, words: [verb], out }) {
    switch (verb) {
      case "look": {
        const done = await lookForFlags(db, new Looked(), new Date());
        out.result(
          done,
          `${done.days} days looked at: ${done.raised} flags raised, ${done.changed} changed, ${done.withdrawn} withdrawn.`,
        );
        return;
      }
      case "list": {
        const issn = textOf(values, "journal") ?? "";
        const journal = await journalRow(db, issn);
        if (!journal) throw new UsageError("integrity list needs --journal with the ISSN of a journal that is here");
        const filter = { state: "open", rule: undefined, articleId: undefined } as const;
        const flags = await flagRows(db, journal.id, filter, { limit: LIMIT, offset: 0 });
        const lines = flags.map(
          ({ id, rule, from, to, doi }) => `${id}  ${from} to ${to}  ${rule}  ${doi ?? "the journal"}`,
        );
        out.result({ flags }, lines.length > 0 ? lines.join("\n") : "Nothing stands out that nobody has looked at.");
        return;
      }
      default:
        throw new UsageError("integrity needs a verb: look or list");
    }
  },
};
