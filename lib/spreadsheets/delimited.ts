import { type Options, stringify } from "csv-stringify/sync";

/** Null is an empty cell. */
export type Cell = string | number | null;
export type Row = readonly Cell[];
export type Separator = "," | "\t";

/** Excel reads UTF-8 when a file begins with it. */
export const BYTE_ORDER_MARK = "\ufeff";

const TOGETHER = 500;

/**
 * Rows as text with commas (RFC 4180) or tabs between, each ended by CRLF: quoted where it must be, and text that a spreadsheet would take
 * for a formula led by an apostrophe. Numbers are numbers.
 */
export const delimitedRows = (rows: readonly Row[], separator: Separator = ","): string =>
  stringify(rows as Cell[][], { ...OPTIONS, delimiter: separator });

const OPTIONS: Options = {
  escape_formulas: true,
  record_delimiter: "\r\n",
  // A line feed alone does not end our rows, and yet ends them for whoever reads the file.
  quoted_match: /[\r\n]/,
};

/** The same piece by piece, as its rows become known. */
export async function* delimited(
  rows: AsyncIterable<Row> | Iterable<Row>,
  separator: Separator = ",",
): AsyncGenerator<string> {
  let held: Row[] = [];
  for await (const row of rows) {
    held.push(row);
    if (held.length < TOGETHER) continue;
    yield delimitedRows(held, separator);
    held = [];
  }
  if (held.length > 0) yield delimitedRows(held, separator);
}

/** The same as a file for people. */
export async function* delimitedFile(
  rows: AsyncIterable<Row> | Iterable<Row>,
  separator: Separator = ",",
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK;
  yield* delimited(rows, separator);
}
