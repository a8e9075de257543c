import type { ISql } from "postgres";
import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";

/** The lane of a user agent, in the database's codes. */
export interface NamePlacement {
  id: number;
  lane: string;
  reason: string;
}

const NAMES_AT_ONCE = 20_000;

/** Every user agent there is, some thousand at a time. */
export async function* userAgentRows({ $client: sql }: Db): AsyncGenerator<{ id: number; name: string }[]> {
  for (let after = 0; ; ) {
    const rows = await sql<{ id: number; name: string }[]>`
      select id, name from user_agents where id > ${after} order by id limit ${NAMES_AT_ONCE}`;
    if (rows.length === 0) return;
    yield rows;
    after = rows.at(-1)?.id ?? after;
  }
}

/**
 * Places the events of some days, both included, by their user agents, and marks the article-days whose figures may change, in one
 * transaction. Only events that were placed by their name are touched: those of named sessions, approved mining and the like
 * stay; those found by their behaviour stay too, unless `behaviour` asks for them. Articles of the journals in `except` are left alone.
 */
export async function placeByName(
  { $client: sql }: Db,
  names: readonly NamePlacement[],
  { from, to }: { from: Day; to: Day },
  { behaviour, except }: { behaviour: boolean; except: readonly number[] },
): Promise<{ events: number; articleDays: number }> {
  const reasons = behaviour ? ["r", "e", "d", "l", "b", "m", "n"] : ["r", "e", "d", "l", "b"];
  const placements = {
    ids: names.map(({ id }) => id),
    lanes: names.map(({ lane }) => lane),
    reasons: names.map(({ reason }) => reason),
  };
  return sql.begin(async (tx) => {
    const elsewhere = outside(tx, except);
    const placed = tx`
      unnest(${placements.ids}::int[], ${placements.lanes}::text[], ${placements.reasons}::text[]) as p (id, lane, reason)`;
    const [row] = await tx<{ events: number; days: number }[]>`
      with placed as (
        update usage_events e set lane = p.lane::"char", lane_reason = p.reason::"char"
        from ${placed}
        where e.user_agent = p.id and e.lane_reason::text = any(${reasons}::text[])
          and (e.lane::text, e.lane_reason::text) is distinct from (p.lane, p.reason)
          and e.at >= ${from}::date::timestamp at time zone 'UTC'
          and e.at < (${to}::date + 1)::timestamp at time zone 'UTC' ${elsewhere}
        returning e.article_id, e.at
      ), marked as (
        insert into dirty_article_days (article_id, day, reason)
        select distinct article_id, (at at time zone 'UTC')::date, 'r'::"char" from placed
        union
        select article_id, (at at time zone 'UTC')::date - 1, 'r'::"char" from placed
        where (at at time zone 'UTC')::time <= '00:00:30'
        returning 1
      )
      select (select count(*)::int from placed) as events, (select count(*)::int from marked) as days`;
    await tx`
      update early_clicks e set lane = p.lane::"char", lane_reason = p.reason::"char"
      from ${placed}
      where e.user_agent = p.id and e.lane_reason::text = any(${reasons}::text[])
        and (e.lane::text, e.lane_reason::text) is distinct from (p.lane, p.reason)
        and e.at >= ${from}::date::timestamp at time zone 'UTC' and e.at < (${to}::date + 1)::timestamp at time zone 'UTC'
        ${elsewhere}`;
    return { events: row?.events ?? 0, articleDays: row?.days ?? 0 };
  });
}

/** That an event `e` is of no article of some journals. */
const outside = (tx: ISql, journalIds: readonly number[]) =>
  journalIds.length === 0
    ? tx``
    : tx`and not exists (select from articles a where a.id = e.article_id and a.journal_id = any(${[...journalIds]}::int[]))`;

/**
 * Places the day's events of visitors who behave as no reader does, and marks the article-days. Zero switches a rule off.
 * Named sessions and approved mining are vouched for by somebody and stay. What a visitor did among the articles of the journals in
 * `except` counts as well, but is left where it stands. Who was found before is found again, and later events with the earlier.
 */
export async function placeByBehaviour(
  { $client: sql }: Db,
  day: Day,
  { articlesPerMinute, requestsPerDay }: { articlesPerMinute: number; requestsPerDay: number },
  except: readonly number[],
): Promise<{ visitors: number; events: number }> {
  const never = 2_000_000_000;
  const [row] = await sql<{ visitors: number; events: number }[]>`
    with reading as materialized (
      select visitor, at, article_id from usage_events
      where at >= ${day}::date::timestamp at time zone 'UTC' and at < (${day}::date + 1)::timestamp at time zone 'UTC'
        and lane_reason in ('r', 'm', 'n') and access_method <> 't' and not named_session
    ), robots as (
      select visitor, min(reason) as reason from (
        select visitor, 'm' as reason from reading
        group by visitor, date_trunc('minute', at) having count(distinct article_id) > ${articlesPerMinute || never}::int
        union all
        select visitor, 'n' from reading group by visitor having count(*) > ${requestsPerDay || never}::int
      ) found group by visitor
    ), placed as (
      update usage_events e set lane = 'c', lane_reason = r.reason::"char"
      from robots r
      where e.visitor = r.visitor and e.lane = 'r' and e.lane_reason = 'r' and e.access_method <> 't' and not e.named_session
        and e.at >= ${day}::date::timestamp at time zone 'UTC' and e.at < (${day}::date + 1)::timestamp at time zone 'UTC'
        ${outside(sql, except)}
      returning e.article_id, e.visitor
    ), marked as (
      insert into dirty_article_days (article_id, day, reason)
      select distinct article_id, ${day}::date, 'b'::"char" from placed
    )
    select (select count(distinct visitor)::int from placed) as visitors, (select count(*)::int from placed) as events`;
  return row ?? { visitors: 0, events: 0 };
}
