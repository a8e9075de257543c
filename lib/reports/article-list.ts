import { delimited, delimitedFile } from "@/lib/spreadsheets/delimited";
import { plainCell, type SheetCell, workbook } from "@/lib/spreadsheets/workbook";
import type { Sort, TableRow } from "@/lib/usage/article-table";
import { articleColumns } from "./article-columns";

/** Articles with their figures, and what a reader of them must know. */
export interface ArticleList {
  rows: readonly TableRow[];
  /** Names and values: the journal, the days, the method. */
  about: readonly (readonly [string, string])[];
  /** The columns of the table that it holds beside DOI and title; undefined for all there is to know. */
  columns?: readonly Sort[] | undefined;
}

const columnsOf = ({ columns }: ArticleList) => articleColumns(columns);

/** The list as CSV for programs, row by row; with `about` as a file for people, which begins with what it is. */
export function articleListCsv(list: ArticleList, withAbout: boolean): AsyncGenerator<string> {
  const lines = [...cellRows(list)].map((cells) => cells.map(plainCell));
  return withAbout ? delimitedFile([...list.about, [], ...lines]) : delimited(lines);
}

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
