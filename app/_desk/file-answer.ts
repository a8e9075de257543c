import { BYTE_ORDER_MARK, delimitedRows, type Row } from "@/lib/spreadsheets/delimited";
import { download, NO_STORE } from "./journal-request";

export const CSV = "text/csv; charset=utf-8";

/** A table with what it is of, for somebody to take along. */
export interface TableFile {
  /** Without its ending. */
  name: string;
  about: readonly (readonly [string, string])[];
  heading: readonly string[];
  rows: readonly Row[];
}

export const tableFile = ({ name, about, heading, rows }: TableFile): Response =>
  download(BYTE_ORDER_MARK + delimitedRows([...about, [], heading, ...rows]), CSV, `${name}.csv`);

/** What was asked cannot be answered, and why. */
export const refused = (words: string): Response => new Response(`${words}\n`, { status: 400, headers: NO_STORE });
