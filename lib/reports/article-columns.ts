import { MEANINGS } from "@/lib/counter/meanings";
import type { SheetCell } from "@/lib/spreadsheets/workbook";
import type { Sort, TableRow } from "@/lib/usage/article-table";
import { MEASURES } from "@/lib/usage/measures";

/** A column of a list of articles. */
export interface ArticleColumn {
  key: string;
  /** What files for programs call it. */
  heading: string;
  /** What people call it. */
  words: string;
  /** Of which column of the desk's table it tells; undefined where that has none. */
  tells?: Sort;
  /** In characters. */
  width: number;
  of: (row: TableRow) => SheetCell;
}

export const ARTICLE_COLUMNS: readonly ArticleColumn[] = [
  { key: "doi", heading: "DOI", words: "DOI", tells: "title", width: 28, of: ({ doi }) => doi },
  { key: "title", heading: "Title", words: "Title", tells: "title", width: 60, of: ({ title }) => title },
  { key: "authors", heading: "Authors", words: "Authors", width: 40, of: ({ authors }) => authors },
  { key: "type", heading: "Type", words: "Type", tells: "type", width: 16, of: ({ type }) => type },
  { key: "section", heading: "Section", words: "Section", tells: "section", width: 20, of: ({ section }) => section },
  {
    ...{ key: "specialIssue", heading: "Special issue", words: "Special issue", tells: "specialIssue", width: 30 },
    of: ({ specialIssue }) => specialIssue,
  },
  {
    ...{ key: "published", heading: "Published", words: "Published", tells: "published", width: 12 },
    of: ({ published }) => (published === null ? null : { day: published }),
  },
  { key: "volume", heading: "Volume", words: "Volume", width: 8, of: ({ volume }) => volume },
  { key: "issue", heading: "Issue", words: "Issue", width: 8, of: ({ issue }) => issue },
  { key: "firstPage", heading: "First page", words: "First page", width: 10, of: ({ firstPage }) => firstPage },
  ...MEASURES.map(
    (measure): ArticleColumn => ({
      ...{ key: measure, heading: measure, words: MEANINGS[measure].name, tells: measure, width: 14 },
      of: ({ measures }) => measures[measure],
    }),
  ),
  {
    ...{ key: "totalItemRequestsBefore", heading: "totalItemRequestsBefore", words: "Full-text reads before" },
    ...{ tells: "change", width: 14 },
    of: ({ readsBefore }) => readsBefore ?? null,
  },
  {
    ...{
      key: "uniqueReadShare",
      heading: "uniqueReadShare",
      words: "Read on to the text",
      tells: "readShare",
      width: 14,
    },
    of: ({ readShare }) => (readShare === undefined ? null : { share: readShare }),
  },
  {
    ...{ key: "percentileAmongAge", heading: "percentileAmongAge", words: "Percentile among its age" },
    ...{ tells: "percentile", width: 14 },
    of: ({ stand }) => stand?.percentile ?? null,
  },
  {
    ...{ key: "articlesOfThatAge", heading: "articlesOfThatAge", words: "Articles of that age" },
    ...{ tells: "percentile", width: 14 },
    of: ({ stand }) => stand?.articles ?? null,
  },
  {
    ...{ key: "kindOfThoseArticles", heading: "kindOfThoseArticles", words: "Kind of those articles" },
    ...{ tells: "percentile", width: 20 },
    of: ({ stand }) => stand?.key || null,
  },
];

/** The columns of some of the desk's table, beside DOI and title; undefined for all there is to know. */
export const articleColumns = (shown: readonly Sort[] | undefined): readonly ArticleColumn[] =>
  shown === undefined
    ? ARTICLE_COLUMNS
    : ARTICLE_COLUMNS.filter(({ tells }) => tells === "title" || (tells !== undefined && shown.includes(tells)));
