import { type Cell, tableCsv } from "@/lib/usage/table-csv";
import { download, NO_STORE } from "./journal-request";

export const CSV = "text/csv; charset=utf-8";

/** A table with what it is of, for somebody to take along. */
export interface TableFile {
  /** Without its ending. */
  name: string;
  about: readonly (readonly [string, string])[];
  heading: readonly string[];
  rows: readonly (readonly Cell[])[];
}

export const tableFile = ({ name, ...table }: TableFile): Response => download(tableCsv(table), CSV, `${name}.csv`);

/** What was asked cannot be answered, and why. */
export const refused = (words: string): Response => new Response(`${words}\n`, { status: 400, headers: NO_STORE });
