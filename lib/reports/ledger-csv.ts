import { stringify } from "csv-stringify";
import { reasonWords } from "@/lib/counting/reason";
import { journalLedger, type LedgerFilter, type LedgerRow } from "@/lib/counting/sql/journal-ledger";
import type { Db } from "@/lib/db/connection";
import { MEASURES } from "@/lib/usage/measures";

const TOGETHER = 2_000;

/**
 * Every entry of a part of a journal's ledger as CSV (RFC 4180), some thousand at a time, under lines that say what it is; each measure
 * before, after, and their difference. Text that a spreadsheet would take for a formula is led by an apostrophe.
 */
export async function* ledgerCsv(
  db: Db,
  journalId: number,
  filter: LedgerFilter,
  about: readonly (readonly string[])[],
): AsyncGenerator<string> {
  const writer = stringify({ escape_formulas: true, record_delimiter: "\r\n" });
  yield "\ufeff";
  for (const line of about) writer.write([...line]);
  writer.write([""]);
  writer.write(HEADING);
  for (let offset = 0; ; offset += TOGETHER) {
    const rows = await journalLedger(db, journalId, filter, { limit: TOGETHER, offset });
    for (const row of rows) writer.write(lineOf(row));
    yield String(writer.read() ?? "");
    if (rows.length < TOGETHER) break;
  }
  writer.end();
  for await (const rest of writer) yield String(rest);
}

const HEADING = [
  ...["DOI", "Day", "Restated", "Reasons", "Method before", "Method after"],
  ...MEASURES.flatMap((measure) => [`${measure} before`, `${measure} after`, `${measure} difference`]),
];

const lineOf = ({ doi, day, restated, ...row }: LedgerRow): (string | number)[] => [
  ...[doi ?? "", day, restated, reasonWords(row.reasons).join("; "), row.methodBefore ?? "", row.methodAfter],
  ...MEASURES.flatMap((measure) => {
    const [was, is] = [row.before[measure] ?? 0, row.after[measure] ?? 0];
    return [was, is, is - was];
  }),
];
