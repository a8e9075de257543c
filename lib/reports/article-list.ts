import { delimited, delimitedFile } from "@/lib/spreadsheets/delimited";
import { type SheetCell, workbook } from "@/lib/spreadsheets/workbook";
import type { Sort, TableRow } from "@/lib/usage/article-table";
import { MEASURES } from "@/lib/usage/measures";

/** Articles with their figures, and what a reader of them must know. */
export interface ArticleList {
  rows: readonly TableRow[];
  /** Names and values: the journal, the days, the method. */
  about: readonly (readonly [string, string])[];
  /** The columns of the table that it holds beside DOI and title; undefined for all there is to know. */
  columns?: readonly Sort[] | undefined;
}

interface ListColumn {
  heading: string;
  /** Of which column of the table it tells; undefined where the table has none. */
  tells?: Sort;
  width: number;
  of: (row: TableRow) => SheetCell;
}

const COLUMNS: readonly ListColumn[] = [
  { heading: "DOI", tells: "title", width: 28, of: ({ doi }) => doi },
  { heading: "Title", tells: "title", width: 60, of: ({ title }) => title },
  { heading: "Authors", width: 40, of: ({ authors }) => authors },
  { heading: "Type", tells: "type", width: 16, of: ({ type }) => type },
  { heading: "Section", tells: "section", width: 20, of: ({ section }) => section },
  { heading: "Special issue", tells: "specialIssue", width: 30, of: ({ specialIssue }) => specialIssue },
  {
    heading: "Published",
    tells: "published",
    width: 12,
    of: ({ published }) => (published === null ? null : { day: published }),
  },
  { heading: "Volume", width: 8, of: ({ volume }) => volume },
  { heading: "Issue", width: 8, of: ({ issue }) => issue },
  { heading: "First page", width: 10, of: ({ firstPage }) => firstPage },
  ...MEASURES.map((measure) => ({
    heading: measure,
    tells: measure,
    width: 14,
    of: ({ measures }: TableRow) => measures[measure],
  })),
  { heading: "totalItemRequestsBefore", tells: "change", width: 14, of: ({ readsBefore }) => readsBefore ?? null },
  {
    heading: "uniqueReadShare",
    tells: "readShare",
    width: 14,
    of: ({ readShare }) => (readShare === undefined ? null : { share: readShare }),
  },
  { heading: "percentileAmongAge", tells: "percentile", width: 14, of: ({ stand }) => stand?.percentile ?? null },
  { heading: "articlesOfThatAge", tells: "percentile", width: 14, of: ({ stand }) => stand?.articles ?? null },
  { heading: "kindOfThoseArticles", tells: "percentile", width: 20, of: ({ stand }) => stand?.key || null },
];

const columnsOf = ({ columns }: ArticleList): readonly ListColumn[] =>
  columns === undefined
    ? COLUMNS
    : COLUMNS.filter(({ tells }) => tells === "title" || (tells !== undefined && columns.includes(tells)));

/** The list as CSV for programs, row by row; with `about` as a file for people, which begins with what it is. */
export function articleListCsv(list: ArticleList, withAbout: boolean): AsyncGenerator<string> {
  const lines = [...cellRows(list)].map((cells) => cells.map(textOf));
  return withAbout ? delimitedFile([...list.about, [], ...lines]) : delimited(lines);
}

const textOf = (cell: SheetCell): string | number | null =>
  cell === null || typeof cell !== "object" ? cell : "day" in cell ? cell.day : cell.share;

/** The list as a workbook: typed cells under a heading that stays, and a sheet that says what it is. */
export const articleListXlsx = (list: ArticleList): AsyncGenerator<Uint8Array> =>
  workbook([
    { name: "Articles", rows: cellRows(list), frozen: 1, widths: columnsOf(list).map(({ width }) => width) },
    { name: "About", rows: list.about, widths: [20, 80] },
  ]);

function* cellRows(list: ArticleList): Generator<readonly SheetCell[]> {
  const columns = columnsOf(list);
  yield columns.map(({ heading }) => heading);
  for (const row of list.rows) yield columns.map(({ of }) => of(row));
}
