import type { Db } from "@/lib/db/connection";
import { type ArticleUsage, type UsageQuery, usageOf } from "@/lib/usage/article-usage";
import { countedThroughRow } from "@/lib/usage/queries";
import { summedDayRows } from "@/lib/usage/sql/articles-days";
import { firstOwnDay } from "./sql/figures";

/** Counted usage of several articles together, in the shape of one's: uniques are item by item and add up (R5.1 §3.3.8). */
export async function ownUsage(
  db: Db,
  ids: readonly number[],
  { from, to, interval }: UsageQuery,
  now: Date,
): Promise<ArticleUsage> {
  // First the freshness, then the figures: they can only be fresher than what is promised.
  const counted = await countedThroughRow(db);
  const recordedSince = await firstOwnDay(db, ids);
  return usageOf(await summedDayRows(db, ids, from, to), { from, to, interval }, { counted, recordedSince }, now);
}
