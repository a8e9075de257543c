import { delimited, delimitedFile, type Row } from "@/lib/spreadsheets/delimited";
import { type SheetCell, workbook } from "@/lib/spreadsheets/workbook";
import type { TableRow } from "@/lib/usage/article-table";
import { MEASURES } from "@/lib/usage/measures";

/** Articles with their figures, and what a reader of them must know. */
export interface ArticleList {
  rows: readonly TableRow[];
  /** Names and values: the journal, the days, the method. */
  about: readonly (readonly [string, string])[];
}

interface ListColumn {
  heading: string;
  width: number;
  of: (row: TableRow) => SheetCell;
}

const COLUMNS: readonly ListColumn[] = [
  { heading: "DOI", width: 28, of: ({ doi }) => doi },
  { heading: "Title", width: 60, of: ({ title }) => title },
  { heading: "Authors", width: 40, of: ({ authors }) => authors },
  { heading: "Type", width: 16, of: ({ type }) => type },
  { heading: "Section", width: 20, of: ({ section }) => section },
  { heading: "Special issue", width: 30, of: ({ specialIssue }) => specialIssue },
  { heading: "Published", width: 12, of: ({ published }) => (published === null ? null : { day: published }) },
  { heading: "Volume", width: 8, of: ({ volume }) => volume },
  { heading: "Issue", width: 8, of: ({ issue }) => issue },
  { heading: "First page", width: 10, of: ({ firstPage }) => firstPage },
  ...MEASURES.map((measure) => ({
    heading: measure,
    width: 14,
    of: ({ measures }: TableRow) => measures[measure],
  })),
  { heading: "totalItemRequestsBefore", width: 14, of: ({ readsBefore }) => readsBefore ?? null },
  {
    heading: "uniqueReadShare",
    width: 14,
    of: ({ readShare }) => (readShare === undefined ? null : { share: readShare }),
  },
  { heading: "percentileAmongAge", width: 14, of: ({ stand }) => stand?.percentile ?? null },
  { heading: "articlesOfThatAge", width: 14, of: ({ stand }) => stand?.articles ?? null },
  { heading: "kindOfThoseArticles", width: 20, of: ({ stand }) => stand?.key || null },
];
const HEADING = COLUMNS.map(({ heading }) => heading);

/** The list as CSV for programs, row by row; with `about` as a file for people, which begins with what it is. */
export function articleListCsv({ rows, about }: ArticleList, withAbout: boolean): AsyncGenerator<string> {
  const lines = textRows(rows);
  return withAbout ? delimitedFile([...about, [], ...lines]) : delimited(lines);
}

const textRows = (rows: readonly TableRow[]): Row[] => [
  HEADING,
  ...rows.map((row) => COLUMNS.map(({ of }) => textOf(of(row)))),
];

const textOf = (cell: SheetCell): string | number | null =>
  cell === null || typeof cell !== "object" ? cell : "day" in cell ? cell.day : cell.share;

/** The list as a workbook: typed cells under a heading that stays, and a sheet that says what it is. */
export const articleListXlsx = ({ rows, about }: ArticleList): AsyncGenerator<Uint8Array> =>
  workbook([
    { name: "Articles", rows: cellRows(rows), frozen: 1, widths: COLUMNS.map(({ width }) => width) },
    { name: "About", rows: about, widths: [20, 80] },
  ]);

function* cellRows(rows: readonly TableRow[]): Generator<readonly SheetCell[]> {
  yield HEADING;
  for (const row of rows) yield COLUMNS.map(({ of }) => of(row));
}
