import { MEANINGS } from "@/lib/counter/meanings";
import { articleColumns } from "@/lib/reports/article-columns";
import type { Sort, TableRow } from "@/lib/usage/article-table";
import { MEASURES } from "@/lib/usage/measures";
import { ordinal, shortDayWords, wholeNumber } from "@/lib/usage/words";
import { shareWords } from "../change-words";
import type { PrintCell, PrintColumn, Table } from "../content";
import { changeCell } from "../figures";
import { articleName } from "./article-name";

/** All of some articles, of which so many are printed with some of their columns. */
export function articleTable(
  rows: readonly TableRow[],
  {
    title,
    note,
    printed,
    most,
    columns,
    none,
  }: {
    title: string;
    note?: string;
    /** Columns in print, beside the article itself. */
    printed: readonly Sort[];
    most: number;
    /** Those of files; undefined for all there is to know. */
    columns?: readonly Sort[] | undefined;
    none: string;
  },
): Table {
  const listed = articleColumns(columns);
  const shown = printed.filter((column) => column !== "title").map((column) => ({ column, ...PRINTED[column] }));
  return {
    ...{ key: "articles", sheet: "Articles", title, ...(note && { note }) },
    columns: listed.map(({ key, heading, words, width }) => ({ key, heading, words, width })),
    rows: rows.map((row) => listed.map(({ of }) => of(row))),
    print: {
      columns: [
        { words: "Article", width: 0, numbers: false },
        ...shown.map(({ words, width, numbers }) => ({ words, width, numbers })),
      ],
      rows: rows.slice(0, most).map((row) => [articleName(row), ...shown.map(({ of }) => of(row))]),
      none,
    },
  };
}

const text = (words: string, of: (row: TableRow) => string | null, width = 60) => ({
  ...{ words, width, numbers: false },
  of: (row: TableRow): PrintCell => of(row) ?? "–",
});
const number = (words: string, of: (row: TableRow) => string, width = 46) => ({
  ...{ words, width, numbers: true },
  of: (row: TableRow): PrintCell => of(row),
});

type Printed = PrintColumn & { of: (row: TableRow) => PrintCell };

const PRINTED: Record<Exclude<Sort, "title">, Printed> = {
  type: text("Type", ({ type }) => type),
  section: text("Section", ({ section }) => section),
  specialIssue: text("Special issue", ({ specialIssue }) => specialIssue, 84),
  published: number("Published", ({ published }) => (published === null ? "–" : shortDayWords(published)), 54),
  ...(Object.fromEntries(
    MEASURES.map((measure) => [
      measure,
      number(MEANINGS[measure].name, ({ measures }) => wholeNumber(measures[measure])),
    ]),
  ) as Record<(typeof MEASURES)[number], Printed>),
  change: number(
    "Change of reads",
    ({ measures, readsBefore }) => changeCell(measures.totalItemRequests, readsBefore),
    50,
  ),
  readShare: number("Read on", ({ measures: { uniqueItemRequests, uniqueItemInvestigations } }) =>
    shareWords(uniqueItemRequests / uniqueItemInvestigations, 1),
  ),
  percentile: number(
    "Percentile among its age",
    ({ stand }) => (stand ? `${ordinal(stand.percentile)} of ${wholeNumber(stand.articles)}` : "–"),
    56,
  ),
};
