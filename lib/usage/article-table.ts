import type { ListedArticle } from "@/lib/catalog/sql/listing";
import type { ArticleSums } from "./article-sums";
import { readShare } from "./conversion";
import { MEASURES, type Measure, type Measures } from "./measures";

/** Where an article stands among those of its age. */
export interface Stand {
  percentile: number;
  /** How many they are. */
  articles: number;
  age: number;
}

export interface TableRow extends ListedArticle {
  measures: Measures;
  readShare: number | undefined;
  stand: Stand | undefined;
}

export const SORTS = [
  "title",
  "type",
  "section",
  "specialIssue",
  "published",
  ...MEASURES,
  "readShare",
  "percentile",
] as const;
export type Sort = (typeof SORTS)[number];

/** What a table is narrowed to; undefined attributes are not looked at. */
export interface Filter {
  /** Every one of them stands in the title, an author's name, the DOI or a keyword. */
  words: readonly string[];
  type: string | undefined;
  section: string | undefined;
  specialIssueId: number | undefined;
  year: number | undefined;
  keyword: string | undefined;
}

export const NO_FILTER: Filter = {
  words: [],
  type: undefined,
  section: undefined,
  specialIssueId: undefined,
  year: undefined,
  keyword: undefined,
};

/** The articles a filter leaves, in their order. */
export function filtered<A extends ListedArticle>(articles: readonly A[], filter: Filter): A[] {
  const words = filter.words.map(plain).filter((word) => word !== "");
  const keyword = filter.keyword === undefined ? undefined : plain(filter.keyword);
  return articles.filter(
    (article) =>
      (filter.type === undefined || article.type === filter.type) &&
      (filter.section === undefined || article.section === filter.section) &&
      (filter.specialIssueId === undefined || article.specialIssueId === filter.specialIssueId) &&
      (filter.year === undefined || article.year === filter.year) &&
      (keyword === undefined || article.keywords.some((one) => plain(one) === keyword)) &&
      (words.length === 0 || holdsAll(article, words)),
  );
}

const holdsAll = ({ title, authors, doi, keywords }: ListedArticle, words: readonly string[]): boolean => {
  const text = plain(`${title}\n${authors}\n${doi}\n${keywords.join("\n")}`);
  return words.every((word) => text.includes(word));
};

/** Without capitals and accents. */
const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

export const tableRow = (article: ListedArticle, sums: ArticleSums, stand: Stand | undefined): TableRow => {
  const measures = sums.of(article.id);
  return { ...article, measures, readShare: readShare(measures), stand };
};

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Rows by a column; those that have nothing there come last either way, and rows that are equal keep their order. */
export function sorted(rows: readonly TableRow[], sort: Sort, descending: boolean): TableRow[] {
  const keyed = rows.map((row) => ({ row, key: keyOf(row, sort) }));
  const sign = descending ? -1 : 1;
  keyed.sort(({ key: a }, { key: b }) => {
    if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
    return sign * (typeof a === "string" ? collator.compare(a, String(b)) : a - Number(b));
  });
  return keyed.map(({ row }) => row);
}

function keyOf(row: TableRow, sort: Sort): string | number | undefined {
  switch (sort) {
    case "title":
    case "type":
    case "section":
    case "specialIssue":
    case "published":
      return row[sort] ?? undefined;
    case "readShare":
      return row.readShare;
    case "percentile":
      return row.stand?.percentile;
    default:
      return row.measures[sort satisfies Measure];
  }
}
