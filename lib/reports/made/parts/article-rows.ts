import type { Range } from "@/lib/calendar/comparison";
import type { ListedArticle } from "@/lib/catalog/sql/listing";
import type { Db } from "@/lib/db/connection";
import { type ArticleSums, articleSums } from "@/lib/usage/article-sums";
import {
  type Filter,
  filtered,
  NO_FILTER,
  type Sort,
  sorted,
  type TableRow,
  tableRow,
} from "@/lib/usage/article-table";
import { standsNow } from "@/lib/usage/journal-figures";
import { MEASURES, type Measures, noMeasures } from "@/lib/usage/measures";

/** Articles of a journal with what readers did with each in a period and before, in an order. */
export interface ArticleRows {
  rows: TableRow[];
  totals: Measures;
  /** Of the days before, where those are known. */
  before: Measures | undefined;
}

export async function articleRows(
  db: Db,
  listing: readonly ListedArticle[],
  { journalId, period, before }: { journalId: number; period: Range; before: Range | undefined },
  {
    filter = NO_FILTER,
    sort = "totalItemRequests",
    descending = true,
  }: { filter?: Filter; sort?: Sort; descending?: boolean } = {},
): Promise<ArticleRows> {
  const sums = await articleSums(db, journalId, period.from, period.to);
  const sumsBefore = before && (await articleSums(db, journalId, before.from, before.to));
  const figures = { sums, stands: await standsNow(db, journalId), before: sumsBefore };
  const articles = sorted(filtered(listing, filter), figures, sort, descending);
  return {
    rows: articles.map((article) => tableRow(article, figures)),
    totals: added(articles, sums),
    before: sumsBefore && added(articles, sumsBefore),
  };
}

function added(articles: readonly ListedArticle[], sums: ArticleSums): Measures {
  const total = noMeasures();
  for (const { id } of articles) for (const measure of MEASURES) total[measure] += sums.measure(id, measure);
  return total;
}
