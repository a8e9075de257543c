import { type Day, dayOf } from "@/lib/calendar/day";
import type { Interval } from "@/lib/calendar/interval";
import { METHOD_VERSION } from "@/lib/counter/count-day";
import type { Db } from "@/lib/db/connection";
import { type ArticleUsage, countedThroughOf } from "@/lib/usage/article-usage";
import { sumOf } from "@/lib/usage/measures";
import { countedThroughRow } from "@/lib/usage/queries";
import { seriesOf } from "@/lib/usage/series";
import { firstOwnDay, ownDayRows } from "./sql/figures";

/** Counted usage of several articles together, in the shape of one's: uniques are item by item and add up (R5.1 §3.3.8). */
export async function ownUsage(
  db: Db,
  ids: readonly number[],
  { from, to, interval }: { from: Day; to: Day; interval: Interval },
  now: Date,
): Promise<ArticleUsage> {
  // First the freshness, then the figures: they can only be fresher than what is promised.
  const counted = await countedThroughRow(db);
  const recordedSince = await firstOwnDay(db, ids);
  const series = seriesOf(await ownDayRows(db, ids, from, to), { from, to, interval }, recordedSince, dayOf(now));
  return {
    ...{ from, to, interval, timeZone: "UTC", methodVersion: METHOD_VERSION },
    countedThrough: counted ? countedThroughOf(to, counted) : null,
    recordedSince: recordedSince ?? null,
    series,
    totals: sumOf(series),
  };
}
