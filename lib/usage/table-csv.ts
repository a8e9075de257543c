import { stringify } from "csv-stringify/sync";

export type Cell = string | number | null;

/** A table as CSV (RFC 4180) for people: what it is of, a heading, and its rows; Excel reads its UTF-8, and no text is taken for a formula. */
export function tableCsv({
  about,
  heading,
  rows,
}: {
  about: readonly (readonly [string, string])[];
  heading: readonly string[];
  rows: readonly (readonly Cell[])[];
}): string {
  const lines = [...about.map((line) => [...line]), [], [...heading], ...rows.map((row) => [...row])];
  return `\ufeff${stringify(lines, { escape_formulas: true, record_delimiter: "\r\n" })}`;
}
