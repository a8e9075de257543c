import { reasonWords } from "@/lib/counting/reason";
import { type Restatement, restatementRows } from "@/lib/counting/sql/ledger";
import { type Command, textOf, UsageError } from "./command";
import { articleIdOf, daysOf, SCOPE } from "./scope";

const LIMIT = 100;

export const ledger: Command = {
  name: "ledger",
  summary: "Show what changed in months that had been complete",
  help: `  ledger --from 2026-01-01 [--to 2026-01-31] [--doi DOI] [--limit ${LIMIT}]
  Newest entry first: the day, what its figures were and are, why, and by which method.`,
  options: { ...SCOPE, limit: { type: "string" } },
  async run({ db, values, out }) {
    const range = daysOf(values, "ledger");
    const limit = Number(textOf(values, "limit") ?? LIMIT);
    if (!Number.isInteger(limit) || limit < 1) throw new UsageError("--limit must be a whole number from 1");
    const entries = await restatementRows(db, range, await articleIdOf(db, values), limit);
    const lines = entries.map(lineOf);
    out.result({ ...range, entries }, lines.length > 0 ? lines.join("\n") : "Nothing of those days was restated.");
  },
};

function lineOf({ doi, day, restated, reasons, before, after, methodBefore, methodAfter }: Restatement): string {
  const changes = Object.keys(after)
    .filter((measure) => before[measure] !== after[measure])
    .map((measure) => `${measure} ${before[measure]} → ${after[measure]}`);
  const method =
    methodBefore === null || methodBefore === methodAfter ? methodAfter : `${methodBefore} → ${methodAfter}`;
  return `${day}  ${doi ?? "platform"}  ${changes.join(", ")}\n            ${reasonWords(reasons).join("; ")} (${restated.slice(0, 16)}, ${method})`;
}
