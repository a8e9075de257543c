import { reasonWords } from "@/lib/counting/reason";
import { type LedgerFilter, type LedgerRow, wholeLedger } from "@/lib/counting/sql/journal-ledger";
import type { Db } from "@/lib/db/connection";
import { delimitedFile, type Row } from "@/lib/spreadsheets/delimited";
import { MEASURES } from "@/lib/usage/measures";

const TOGETHER = 2_000;

/**
 * Every entry of a part of a journal's ledger as a CSV file, some thousand at a time and as of one instant, under lines that say what it is; each measure before,
 * after, and their difference.
 */
export const ledgerCsv = (
  db: Db,
  journalId: number,
  filter: LedgerFilter,
  about: readonly (readonly string[])[],
): AsyncGenerator<string> => delimitedFile(rowsOf(db, journalId, filter, about));

async function* rowsOf(
  db: Db,
  journalId: number,
  filter: LedgerFilter,
  about: readonly (readonly string[])[],
): AsyncGenerator<Row> {
  yield* [...about, [], LEDGER_HEADING];
  for await (const rows of wholeLedger(db, journalId, filter, TOGETHER)) yield* rows.map(ledgerLine);
}

export const LEDGER_HEADING = [
  ...["DOI", "Day", "Restated", "Reasons", "Method before", "Method after"],
  ...MEASURES.flatMap((measure) => [`${measure} before`, `${measure} after`, `${measure} difference`]),
];

/** An entry as a row under that heading. */
export const ledgerLine = ({ doi, day, restated, ...row }: LedgerRow): Row => [
  ...[doi ?? "", day, restated, reasonWords(row.reasons).join("; "), row.methodBefore ?? "", row.methodAfter],
  ...MEASURES.flatMap((measure) => {
    const [was, is] = [row.before[measure] ?? 0, row.after[measure] ?? 0];
    return [was, is, is - was];
  }),
];
