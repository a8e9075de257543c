import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import type { Stand } from "@/lib/usage/article-table";
import { journalStands } from "@/lib/usage/journal-figures";
import { type Measures, noMeasures } from "@/lib/usage/measures";
import { ownSumRows } from "./sql/figures";
import type { OwnArticle } from "./sql/own";

export interface OwnRow extends OwnArticle {
  measures: Measures;
  /** Where it stands among the articles of its journal and age; undefined where they are too few. */
  stand: Stand | undefined;
}

export const OWN_SORTS = [
  "title",
  "published",
  "abstractViews",
  "fullTextViews",
  "pdfDownloads",
  "totalItemInvestigations",
  "totalItemRequests",
  "percentile",
] as const;
export type OwnSort = (typeof OWN_SORTS)[number];

/** An author's articles with what readers did with each over some days. */
export async function ownTable(
  db: Db,
  articles: readonly OwnArticle[],
  { from, to }: { from: Day; to: Day },
): Promise<OwnRow[]> {
  const ids = articles.map(({ id }) => id);
  const journalIds = [...new Set(articles.map(({ journalId }) => journalId))];
  const [sums, ...stands] = await Promise.all([
    ownSumRows(db, ids, from, to),
    ...journalIds.map((journalId) => journalStands(db, journalId)),
  ]);
  const byId = new Map(sums.map(({ id, ...measures }) => [id, measures]));
  return articles.map((article) => ({
    ...article,
    measures: byId.get(article.id) ?? noMeasures(),
    stand: stands[journalIds.indexOf(article.journalId)]?.get(article.id),
  }));
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Rows by a column; those that have nothing there come last either way, and those that are equal keep their order. */
export function sortedOwn(rows: readonly OwnRow[], sort: OwnSort, descending: boolean): OwnRow[] {
  const sign = descending ? -1 : 1;
  return rows
    .map((row) => ({ row, key: keyOf(row, sort) }))
    .sort(({ key: a }, { key: b }) => {
      if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
      return sign * (typeof a === "string" ? collator.compare(a, String(b)) : a - Number(b));
    })
    .map(({ row }) => row);
}

function keyOf(row: OwnRow, sort: OwnSort): string | number | undefined {
  switch (sort) {
    case "title":
      return row.title;
    case "published":
      return row.published === null ? undefined : Date.parse(row.published);
    case "percentile":
      return row.stand?.percentile;
    default:
      return row.measures[sort];
  }
}
