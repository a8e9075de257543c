import type { Month } from "@/lib/calendar/month";
import { METHOD_VERSION } from "@/lib/counter/count-day";
import type { Db } from "@/lib/db/connection";
import { delimited, type Row } from "@/lib/spreadsheets/delimited";
import { openUsage } from "../sql/open-data-usage";
import { type OpenJournal, openColumns } from "./columns";

/** What was written, once all of it is. */
export interface Written {
  rows: number;
  methodVersion: string;
}

/** A month of a journal as CSV: as it comes, with a heading, a row for each article's Access_Type and Access_Method, and no row of zeros. */
export function monthCsv(
  db: Db,
  journal: OpenJournal & { id: number },
  month: Month,
): { content: AsyncGenerator<Uint8Array>; written: Written } {
  const columns = openColumns(journal);
  const written: Written = { rows: 0, methodVersion: METHOD_VERSION };
  async function* lines(): AsyncGenerator<Row> {
    yield columns.map(({ name }) => name);
    const methods = new Set<string>();
    for await (const usages of openUsage(db, journal.id, month)) {
      for (const usage of usages) {
        yield columns.map(({ of }) => of({ ...usage, journal, month }));
        methods.add(usage.methodVersion);
      }
      written.rows += usages.length;
    }
    if (methods.size > 0) written.methodVersion = [...methods].sort().join(", ");
  }
  async function* content(): AsyncGenerator<Uint8Array> {
    const encoder = new TextEncoder();
    for await (const piece of delimited(lines())) yield encoder.encode(piece);
  }
  return { content: content(), written };
}
