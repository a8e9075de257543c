import { stringify } from "csv-stringify";
import writeXlsxFile, { type CellObject, type SheetData } from "write-excel-file/node";
import type { TableRow } from "@/lib/usage/article-table";
import { MEASURES } from "@/lib/usage/measures";

/** Articles with their figures, and what a reader of them must know. */
export interface ArticleList {
  rows: readonly TableRow[];
  /** Names and values: the journal, the days, the method. */
  about: readonly (readonly [string, string])[];
}

type Value = string | number | Date | undefined;
interface ListColumn {
  heading: string;
  width: number;
  of: (row: TableRow) => Value;
  format?: string;
}

const COLUMNS: readonly ListColumn[] = [
  { heading: "DOI", width: 28, of: ({ doi }) => doi },
  { heading: "Title", width: 60, of: ({ title }) => title },
  { heading: "Authors", width: 40, of: ({ authors }) => authors },
  { heading: "Type", width: 16, of: ({ type }) => type ?? undefined },
  { heading: "Section", width: 20, of: ({ section }) => section ?? undefined },
  { heading: "Special issue", width: 30, of: ({ specialIssue }) => specialIssue ?? undefined },
  {
    heading: "Published",
    width: 12,
    of: ({ published }) => (published === null ? undefined : new Date(`${published}T00:00:00Z`)),
    format: "yyyy-mm-dd",
  },
  { heading: "Volume", width: 8, of: ({ volume }) => volume },
  { heading: "Issue", width: 8, of: ({ issue }) => issue },
  { heading: "First page", width: 10, of: ({ firstPage }) => firstPage },
  ...MEASURES.map((measure) => ({
    heading: measure,
    width: 14,
    of: ({ measures }: TableRow) => measures[measure],
    format: "#,##0",
  })),
  { heading: "totalItemRequestsBefore", width: 14, of: ({ readsBefore }) => readsBefore, format: "#,##0" },
  { heading: "uniqueReadShare", width: 14, of: ({ readShare }) => readShare, format: "0.0%" },
  { heading: "percentileAmongAge", width: 14, of: ({ stand }) => stand?.percentile, format: "0" },
  { heading: "articlesOfThatAge", width: 14, of: ({ stand }) => stand?.articles, format: "#,##0" },
];

/**
 * The list as CSV (RFC 4180), row by row. With `about` it begins with what it is, and a byte-order mark so that Excel reads UTF-8; text that
 * a spreadsheet would take for a formula is led by an apostrophe.
 */
export async function* articleListCsv({ rows, about }: ArticleList, withAbout: boolean): AsyncGenerator<string> {
  const writer = stringify({ escape_formulas: true, record_delimiter: "\r\n" });
  if (withAbout) {
    yield "\ufeff";
    for (const line of about) writer.write([...line]);
    writer.write([""]);
  }
  writer.write(COLUMNS.map(({ heading }) => heading));
  for (const [i, row] of rows.entries()) {
    writer.write(COLUMNS.map(({ of }) => textOf(of(row))));
    if (i % 500 === 499) yield String(writer.read() ?? "");
  }
  writer.end();
  for await (const rest of writer) yield String(rest);
}

const textOf = (value: Value): string | number =>
  value instanceof Date ? value.toISOString().slice(0, 10) : (value ?? "");

/** The list as a workbook: typed cells under a heading that stays, and a sheet that says what it is. */
export async function articleListXlsx({ rows, about }: ArticleList): Promise<Buffer> {
  const head = COLUMNS.map(({ heading }): CellObject => ({ value: heading, fontWeight: "bold" }));
  const body = rows.map((row) =>
    COLUMNS.map(({ of, format }): CellObject | null => {
      const value = of(row);
      if (value === undefined) return null;
      // Text is stored as text: a spreadsheet takes none of it for a formula.
      if (typeof value === "string") return { type: String, value };
      if (value instanceof Date) return { type: Date, value, format: format ?? "yyyy-mm-dd" };
      return { type: Number, value, ...(format ? { format } : {}) };
    }),
  );
  const lines: SheetData = about.map(([name, value]) => [
    { type: String, value: name, fontWeight: "bold" },
    { type: String, value },
  ]);
  return writeXlsxFile([
    { data: [head, ...body], sheet: "Articles", columns: COLUMNS.map(({ width }) => ({ width })), stickyRowsCount: 1 },
    { data: lines, sheet: "About", columns: [{ width: 20 }, { width: 80 }] },
  ]).toBuffer();
}
