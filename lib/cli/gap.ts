import { gapDays, parseGap, stateGap, withdrawGap } from "@/lib/reports/counter/gap";
import { gapRows } from "@/lib/reports/sql/gaps";
import { type Command, textOf, UsageError } from "./command";

export const gap: Command = {
  name: "gap",
  summary: "State that usage of some days is lost for good, as COUNTER reports have to say",
  help: `  gap add --from DAY [--to DAY] --reason TEXT   State it; DAY is like 2026-03-04, both ends are included
  gap list                                      Show what is stated
  gap remove ID                                 Take it back, once the usage is found
  Reports of these months say so in exception 3040 (Partial Data Returned). Figures stay as they are.`,
  options: { from: { type: "string" }, to: { type: "string" }, reason: { type: "string" } },
  async run({ db, values, words: [verb, subject = ""], out }) {
    const now = new Date();
    switch (verb) {
      case "add": {
        const text = (name: string) => textOf(values, name) ?? "";
        const { gap: stated, faults } = parseGap({ from: text("from"), to: text("to"), reason: text("reason") }, now);
        const wrong = Object.entries(faults).map(([name, fault]) => `--${name} ${fault}`);
        if (wrong.length > 0) throw new UsageError(wrong.join("\n"));
        const id = await stateGap(db, stated, undefined, now);
        return out.result(
          { id, ...stated },
          `Gap ${id}: ${gapDays(stated)}. Reports of these months say so from now on.`,
        );
      }
      case "list": {
        const rows = await gapRows(db);
        const lines = rows.map((row) => `${row.id}\t${gapDays(row)}\t${row.reason}`);
        return out.result({ gaps: rows }, lines.length > 0 ? lines.join("\n") : "No gaps are stated.");
      }
      case "remove": {
        if (!/^\d{1,9}$/.test(subject)) throw new UsageError("the ID is the number that gap list shows");
        if (!(await withdrawGap(db, Number(subject), undefined, now))) throw new Error(`There is no gap ${subject}.`);
        return out.result({ removed: Number(subject) }, `Gap ${subject} is taken back.`);
      }
      default:
        throw new UsageError("gap needs a verb: add, list or remove");
    }
  },
};
