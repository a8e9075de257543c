import { randomUUID } from "node:crypto";
import type { TransactionSql } from "postgres";
import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";

/** Articles are counted in stripes, so that several counters share the work without meeting in one article. */
export const STRIPES = 64;

/** Advisory locks are ours by this number: "foot" in ASCII, and 100 on for the stripes. */
const LOCK_SPACE = 0x666f6f74;
const STRIPE_LOCKS = 100;

/** The dirty work in sight: how many marks in which stripe. `seen` is a moment before the look. */
export async function dirtyStripes({
  $client: sql,
}: Db): Promise<{ seen: Date; stripes: { stripe: number; marks: number }[] }> {
  const [clock] = await sql<{ now: string }[]>`select clock_timestamp() as now`;
  const stripes = await sql<{ stripe: number; marks: number }[]>`
    select article_id % ${STRIPES}::int as stripe, count(*)::int as marks from dirty_article_days group by 1 order by 1`;
  if (!clock) throw new Error("Postgres did not tell the time");
  return { seen: new Date(clock.now), stripes };
}

/**
 * Recounts every dirty article-day of the stripes that no other counter holds, whole, and replaces its rows: one transaction,
 * so that a counter killed half-way leaves the marks and the old figures as they were.
 * The lock comes before the claim and the claim before the count, each with a newer snapshot: whoever counts a stripe later
 * sees at least what an earlier one saw. `whole` says that no stripe was in another counter's hands.
 */
export async function recountStripes(
  { $client: sql }: Db,
  stripes: number[],
  method: string,
): Promise<{ days: number; whole: boolean }> {
  return sql.begin(async (tx) => {
    const held = await tx<{ stripe: number }[]>`
      select s as stripe from unnest(${stripes}::int[]) s
      where pg_try_advisory_xact_lock(${LOCK_SPACE}, ${STRIPE_LOCKS} + s)`;
    const whole = held.length === stripes.length;
    if (held.length === 0) return { days: 0, whole };
    const claim = randomUUID();
    const { count: claimed } = await tx`
      update dirty_article_days set claim = ${claim}
      where article_id % ${STRIPES}::int = any(${held.map(({ stripe }) => stripe)}::int[])`;
    if (claimed === 0) return { days: 0, whole };
    await tx`
      delete from article_days u using (select distinct article_id, day from dirty_article_days where claim = ${claim}) d
      where u.article_id = d.article_id and u.day = d.day`;
    const days = await countClaimed(tx, claim, method);
    await tx`delete from dirty_article_days where claim = ${claim}`;
    return { days, whole };
  });
}

/**
 * COUNTER R5.1 §7 as one set-based statement; lib/counter/count-day.ts says the same in words a reader can check, and
 * property tests hold the two equal. Of the day after, only the first 30 seconds are read, under the visitor's name of
 * the day before: they may remove a late click and are not counted themselves.
 */
async function countClaimed(tx: TransactionSql, claim: string, method: string): Promise<number> {
  const [row] = await tx<{ days: number }[]>`
    with due as materialized (
      select article_id, day, day::timestamp at time zone 'UTC' as midnight,
        (day + 1)::timestamp at time zone 'UTC' as next_midnight
      from (select distinct article_id, day from dirty_article_days where claim = ${claim}) d
    ), click as (
      select d.article_id, d.day, e.at, e.visitor, e.named_session, e.action, e.part, e.lane, e.access_type, e.access_method,
        true as own
      from due d
      join usage_events e on e.article_id = d.article_id and e.at >= d.midnight and e.at < d.next_midnight
      union all
      select d.article_id, d.day, e.at, e.visitor_before, e.named_session, e.action, e.part, e.lane, e.access_type,
        e.access_method, false
      from due d
      join usage_events e on e.article_id = d.article_id
        and e.at >= d.next_midnight and e.at <= d.next_midnight + interval '30 seconds'
      where e.visitor_before is not null
    ), paired as (
      select *, lead(at) over (partition by article_id, day, lane, visitor, action, part order by at) - at as gap
      from click
    ), kept as (
      select *, case when named_session then -1 else extract(hour from at at time zone 'UTC')::int end as hour,
        action in ('f', 'p', 'x', 'e') as requests,
        action in ('f', 'p', 'x', 'e', 'a', 's', 'g', 'r', 'c', 'h', 'l') as investigates
      from paired
      where own and (action = 'q' or gap is null or gap > interval '30 seconds')
    ), by_session as (
      select article_id, day, lane, access_type, access_method,
        count(*) filter (where action = 'a') as abstract_views,
        count(*) filter (where action = 'f') as full_text_views,
        count(*) filter (where action = 'p') as pdf_downloads,
        count(*) filter (where action in ('x', 'e')) as other_requests,
        count(*) filter (where action in ('s', 'g', 'r', 'c', 'h', 'l')) as other_investigations,
        count(*) filter (where investigates) as investigations,
        count(*) filter (where requests) as requests,
        count(*) filter (where action = 'n') as no_license,
        count(*) filter (where action = 'm') as limit_exceeded,
        count(*) filter (where action = 'q') as searches
      from kept
      group by article_id, day, lane, access_type, access_method, visitor, hour
    ), written as (
      insert into article_days (article_id, day, lane, access_type, access_method,
        abstract_views, full_text_views, pdf_downloads, other_requests, other_investigations,
        total_item_investigations, unique_item_investigations, total_item_requests, unique_item_requests,
        no_license, limit_exceeded, searches_platform, method_version)
      select article_id, day, lane, access_type, access_method,
        sum(abstract_views), sum(full_text_views), sum(pdf_downloads), sum(other_requests), sum(other_investigations),
        sum(investigations), count(*) filter (where investigations > 0),
        sum(requests), count(*) filter (where requests > 0),
        sum(no_license), sum(limit_exceeded), sum(searches), ${method}
      from by_session
      group by article_id, day, lane, access_type, access_method
    )
    select count(*)::int as days from due`;
  return row?.days ?? 0;
}

/** Moves "counted through" on, never back: several counters may say so in any order. */
export async function advanceCountedThrough({ $client: sql }: Db, to: Date): Promise<void> {
  await sql`
    update counting_state set counted_through = greatest(counted_through, ${to.toISOString()}::timestamptz)`;
}

/** Marks article-days for a recount: every day with events in the range, of one article or of all. */
export async function markDirty(
  { $client: sql }: Db,
  range: { from: Day; to: Day },
  articleId?: number,
): Promise<number> {
  const { count } = await sql`
    insert into dirty_article_days (article_id, day)
    select distinct article_id, (at at time zone 'UTC')::date from usage_events
    where at >= ${range.from}::date::timestamp at time zone 'UTC'
      and at < (${range.to}::date + 1)::timestamp at time zone 'UTC'
      and (${articleId ?? null}::int is null or article_id = ${articleId ?? null}::int)`;
  return count;
}
