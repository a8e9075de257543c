import type { Db } from "@/lib/db/connection";
import { delimitedFile, type Row } from "@/lib/spreadsheets/delimited";
import { rangeWords } from "./institution-ranges";
import { institutionsInFull } from "./sql/institution-list";

/** All institutions as a file that `readInstitutions` reads back, beside what COUNTER calls each. */
export const institutionsCsv = (db: Db): AsyncGenerator<string> => delimitedFile(rowsOf(db));

async function* rowsOf(db: Db): AsyncGenerator<Row> {
  yield ["name", "ranges", "ror", "customer_id"];
  for await (const { name, ranges, ror, customerId } of institutionsInFull(db))
    yield [name, ranges.map(rangeWords).join("; "), ror, customerId];
}
