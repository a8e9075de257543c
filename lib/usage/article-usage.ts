import { addDays, type Day, dayOf, startOfDay } from "@/lib/calendar/day";
import type { Interval } from "@/lib/calendar/interval";
import { METHOD_VERSION } from "@/lib/counter/count-day";
import type { Db } from "@/lib/db/connection";
import { type Measures, sumOf } from "./measures";
import { articleDayRows, countedThroughRow, firstRecordedDay } from "./queries";
import { type DayUsage, seriesOf, type UsagePoint } from "./series";

export interface UsageQuery {
  from: Day;
  to: Day;
  interval: Interval;
}

/** Counted usage of an article over a range of UTC days, with all that is needed to read it honestly. */
export interface ArticleUsage extends UsageQuery {
  timeZone: "UTC";
  /** Every event of the range acknowledged before this instant is in the figures; null before the first count. */
  countedThrough: string | null;
  methodVersion: string;
  /** First day on record for the article; earlier days are absent from the series, never zero. Null when there is none. */
  recordedSince: Day | null;
  series: UsagePoint[];
  totals: Measures;
}

/** What is asked for; without `from`, all since recording began. */
export interface AskedRange {
  from: Day | undefined;
  to: Day;
  interval: Interval;
}

/** Reads counted tables only. */
export async function articleUsage(
  db: Db,
  articleId: number,
  asked: AskedRange,
  now = new Date(),
): Promise<ArticleUsage> {
  // First the freshness, then the figures: they can only be fresher than what is promised.
  const counted = await countedThroughRow(db);
  const recordedSince = await firstRecordedDay(db, articleId);
  const { to, interval } = asked;
  const from = asked.from ?? (recordedSince !== undefined && recordedSince < to ? recordedSince : to);
  return usageOf(
    await articleDayRows(db, articleId, from, to),
    { from, to, interval },
    { counted, recordedSince },
    now,
  );
}

/** Counted days as a series with all that is needed to read it honestly, whoever's days they are. The totals are the sums of the series. */
export function usageOf(
  rows: readonly DayUsage[],
  query: UsageQuery,
  { counted, recordedSince }: { counted: Date | undefined; recordedSince: Day | undefined },
  now: Date,
): ArticleUsage {
  const series = seriesOf(rows, query, recordedSince, dayOf(now));
  return {
    ...{ from: query.from, to: query.to, interval: query.interval },
    timeZone: "UTC",
    countedThrough: counted ? countedThroughOf(query.to, counted) : null,
    methodVersion: METHOD_VERSION,
    recordedSince: recordedSince ?? null,
    series,
    totals: sumOf(series),
  };
}

/** Counting runs to the second; a range that ended long ago is counted through its own end. */
export function countedThroughOf(to: Day, counted: Date): string {
  const end = startOfDay(addDays(to, 1)).getTime() - 1000;
  const instant = new Date(Math.min(end, Math.floor(counted.getTime() / 1000) * 1000));
  return instant.toISOString().replace(".000Z", "Z");
}
