import type { Db } from "@/lib/db/connection";
import { delimitedFile, type Row } from "@/lib/spreadsheets/delimited";
import { actionWords, detailWords } from "./log-words";
import { auditRows, type LogFilter } from "./sql/audit";

const AT_ONCE = 1000;
const HEADING = ["at", "who", "action", "what", "journal", "detail"];

/** The log as a CSV file. Read in parts, so that its length does not matter. */
export const logCsv = (db: Db, filter: LogFilter): AsyncGenerator<string> => delimitedFile(rowsOf(db, filter));

async function* rowsOf(db: Db, filter: LogFilter): AsyncGenerator<Row> {
  yield HEADING;
  let { before } = filter;
  for (;;) {
    const rows = await auditRows(db, { ...filter, before }, AT_ONCE);
    if (rows.length === 0) return;
    for (const { at, who, action, journal, detail } of rows)
      yield [at.toISOString(), who, action, actionWords(action), journal ?? "", detailWords(detail)];
    before = rows.at(-1)?.id;
  }
}
