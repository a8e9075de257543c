import { stringify } from "csv-stringify/sync";
import type { Db } from "@/lib/db/connection";
import { actionWords, detailWords } from "./log-words";
import { auditRows, type LogFilter } from "./sql/audit";

const AT_ONCE = 1000;
const HEADING = ["at", "who", "action", "what", "journal", "detail"];

const csv = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true, record_delimiter: "\r\n" },
  );

/**
 * The log as CSV (RFC 4180), with a byte-order mark so that Excel reads UTF-8; text that a spreadsheet would take for a formula is led by an
 * apostrophe. Read in parts, so that its length does not matter.
 */
export async function* logCsv(db: Db, filter: LogFilter): AsyncGenerator<string> {
  yield `\ufeff${csv([HEADING])}`;
  let { before } = filter;
  for (;;) {
    const rows = await auditRows(db, { ...filter, before }, AT_ONCE);
    if (rows.length === 0) return;
    yield csv(
      rows.map(({ at, who, action, journal, detail }) => [
        ...[at.toISOString(), who, action, actionWords(action)],
        ...[journal ?? "", detailWords(detail)],
      ]),
    );
    before = rows.at(-1)?.id;
  }
}
