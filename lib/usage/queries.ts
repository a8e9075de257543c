import { and, asc, between, eq, min, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Day } from "@/lib/calendar/day";
import { LANE_CODES } from "@/lib/counter/attributes";
import type { Db } from "@/lib/db/connection";
import { countingState } from "@/lib/db/schema/operations";
import { articleDays } from "@/lib/db/schema/usage";
import type { DayUsage } from "./series";

const total = (column: PgColumn) => sql<number>`sum(${column})::int`;

/** An article's days with usage by readers, all access types and methods together. */
export async function articleDayRows(db: Db, articleId: number, from: Day, to: Day): Promise<DayUsage[]> {
  return db
    .select({
      day: articleDays.day,
      abstractViews: total(articleDays.abstractViews),
      fullTextViews: total(articleDays.fullTextViews),
      pdfDownloads: total(articleDays.pdfDownloads),
      totalItemInvestigations: total(articleDays.totalItemInvestigations),
      uniqueItemInvestigations: total(articleDays.uniqueItemInvestigations),
      totalItemRequests: total(articleDays.totalItemRequests),
      uniqueItemRequests: total(articleDays.uniqueItemRequests),
    })
    .from(articleDays)
    .where(
      and(
        eq(articleDays.articleId, articleId),
        between(articleDays.day, from, to),
        eq(articleDays.lane, LANE_CODES.reader),
      ),
    )
    .groupBy(articleDays.day)
    .orderBy(asc(articleDays.day));
}

/** The first day of which anything is on record for an article, robots included: before it nothing is known. */
export async function firstRecordedDay(db: Db, articleId: number): Promise<Day | undefined> {
  const [row] = await db
    .select({ day: min(articleDays.day) })
    .from(articleDays)
    .where(eq(articleDays.articleId, articleId));
  return row?.day ?? undefined;
}

/** Every event acknowledged before this instant is counted; undefined before the first count. */
export async function countedThroughRow(db: Db): Promise<Date | undefined> {
  // Until the next count a clock that was set back leaves a moment that is still to come.
  const [row] = await db
    .select({
      at: sql<Date | null>`least(${countingState.countedThrough}, now())`.mapWith(countingState.countedThrough),
    })
    .from(countingState);
  return row?.at ?? undefined;
}

/** Every event acknowledged before this instant is in the sums over many articles; undefined before the first of them. */
export async function rolledThroughRow(db: Db): Promise<Date | undefined> {
  const [row] = await db
    .select({
      at: sql<Date | null>`least(${countingState.rolledThrough}, now())`.mapWith(countingState.rolledThrough),
    })
    .from(countingState);
  return row?.at ?? undefined;
}

/** Article-days with events that wait to be counted. */
export async function waitingDays({ $client: sql }: Db): Promise<number> {
  const [row] = await sql<{ days: number }[]>`
    select count(*)::int as days from (select distinct article_id, day from dirty_article_days) d`;
  return row?.days ?? 0;
}
