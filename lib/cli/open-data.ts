import { journalRow } from "@/lib/catalog/sql/journals";
import { completeMonths } from "@/lib/counting/months";
import { makeOpenData } from "@/lib/reports/open-data/make";
import { monthRestatements, openMonths } from "@/lib/reports/sql/open-data";
import { countedThroughRow } from "@/lib/usage/queries";
import { type Command, textOf, UsageError } from "./command";

export const openData: Command = {
  name: "open-data",
  summary: "Publish complete months as open data, or list those that are published",
  help: `  open-data make                      Complete months that are over, and publish what is not published or was restated since: for hosts
                                      that run no jobs, from a timer
  open-data list --journal ISSN       The published months of a journal, the newest first, with rows, bytes and SHA-256`,
  options: { journal: { type: "string" } },
  async run({ db, dataDir, values, words: [verb], out }) {
    switch (verb) {
      case "make": {
        const now = new Date();
        const completed = await completeMonths(db, now, await countedThroughRow(db));
        const made = await makeOpenData(db, now, { dataDir });
        return out.result({ completed, made }, `${completed.length} months completed, ${made} files made.`);
      }
      case "list": {
        const issn = textOf(values, "journal") ?? "";
        const journal = await journalRow(db, issn);
        if (!journal) throw new UsageError("open-data list needs --journal with the ISSN of a journal that is here");
        const [published, restatements] = [await openMonths(db, journal.id), await monthRestatements(db, journal.id)];
        const months = published.map((month) => {
          const { times = 0, pending = false } = restatements.find((one) => one.month === month.month) ?? {};
          return { ...month, restated: times, pending };
        });
        const lines = months.map(
          ({ month, rows, bytes, sha256, made, restated }) =>
            `${month}  ${rows} rows  ${bytes} bytes  ${sha256}  made ${made.toISOString()}  restated ${restated}`,
        );
        return out.result({ months }, lines.length > 0 ? lines.join("\n") : "No month of this journal is published.");
      }
      default:
        throw new UsageError("open-data needs a verb: make or list");
    }
  },
};
