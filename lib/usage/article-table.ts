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
  /** Their type or section where the journal compares within those; empty for all of the journal. */
  key: string;
}

export interface TableRow extends ListedArticle {
  measures: Measures;
  readShare: number | undefined;
  stand: Stand | undefined;
  /** Full-text reads of the days it is set beside; undefined where it is set beside none, or nothing is on record of them. */
  readsBefore: number | undefined;
}

export const SORTS = [
  "title",
  "type",
  "section",
  "specialIssue",
  "published",
  ...MEASURES,
  "change",
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
  const words = filter.words.map(plainWords).filter((word) => word !== "");
  const keyword = filter.keyword === undefined ? undefined : plainWords(filter.keyword);
  return articles.filter(
    (article) =>
      (filter.type === undefined || article.type === filter.type) &&
      (filter.section === undefined || article.section === filter.section) &&
      (filter.specialIssueId === undefined || article.specialIssueId === filter.specialIssueId) &&
      (filter.year === undefined || article.year === filter.year) &&
      (keyword === undefined || article.keywords.some((one) => plainWords(one) === keyword)) &&
      (words.length === 0 || holdsAll(article, words)),
  );
}

function holdsAll(article: ListedArticle, words: readonly string[]): boolean {
  const text = searched.get(article) ?? textOf(article);
  return words.every((word) => text.includes(word));
}

/** What each article is searched in, for as long as the article is kept. */
const searched = new WeakMap<ListedArticle, string>();

function textOf(article: ListedArticle): string {
  const { title, authors, doi, keywords } = article;
  const text = plainWords(`${title}\n${authors}\n${doi}\n${keywords.join("\n")}`);
  searched.set(article, text);
  return text;
}

/** Without capitals and accents. Most text has none, which is told ten times sooner than they are taken away. */
export const plainWords = (text: string): string =>
  (ASCII.test(text) ? text : text.normalize("NFKD").replace(/\p{M}/gu, "")).toLowerCase().trim();
const ASCII = /^[\x20-\x7e\n]*$/;

/** What the columns of a table are read from. */
export interface TableFigures {
  sums: ArticleSums;
  stands: ReadonlyMap<number, Stand>;
  /** Of the days they are set beside. */
  before?: ArticleSums | undefined;
}

export function tableRow(article: ListedArticle, { sums, stands, before }: TableFigures): TableRow {
  const measures = sums.of(article.id);
  return {
    ...article,
    ...{ measures, readShare: readShare(measures), stand: stands.get(article.id) },
    readsBefore: before?.measure(article.id, "totalItemRequests"),
  };
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/**
 * Articles by a column; those that have nothing there come last either way, and those that are equal keep their order. Rows are made of the
 * few that are shown, afterwards.
 */
export function sorted(
  articles: readonly ListedArticle[],
  figures: TableFigures,
  sort: Sort,
  descending: boolean,
): ListedArticle[] {
  const keyed = articles.map((article) => ({ article, key: keyOf(article, figures, sort) }));
  const sign = descending ? -1 : 1;
  keyed.sort(({ key: a }, { key: b }) => {
    if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
    return sign * (typeof a === "string" ? collator.compare(a, String(b)) : a - Number(b));
  });
  return keyed.map(({ article }) => article);
}

function keyOf(
  article: ListedArticle,
  { sums, stands, before }: TableFigures,
  sort: Sort,
): string | number | undefined {
  switch (sort) {
    case "title":
    case "type":
    case "section":
    case "specialIssue":
      return article[sort] ?? undefined;
    case "published":
      return article.published === null ? undefined : Date.parse(article.published);
    case "change":
      return before && sums.measure(article.id, "totalItemRequests") - before.measure(article.id, "totalItemRequests");
    case "readShare":
      return readShare(sums.of(article.id));
    case "percentile":
      return stands.get(article.id)?.percentile;
    default:
      return sums.measure(article.id, sort satisfies Measure);
  }
}
