import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import type { RestatementReason } from "../reason";
import type { NamePlacement } from "./placement";

/** Limits of behaviour among a journal's own articles; undefined for the site's, over the articles of all journals. 0 is off. */
export interface JournalLimits {
  articlesPerMinute: number | undefined;
  requestsPerDay: number | undefined;
}

/** The user agents that looked at a journal's articles on some days. */
export async function journalAgentRows(
  { $client: sql }: Db,
  journalId: number,
  { from, to }: { from: Day; to: Day },
): Promise<{ id: number; name: string }[]> {
  return sql<{ id: number; name: string }[]>`
    select u.id, u.name from user_agents u where u.id in (
      select e.user_agent from usage_events e join articles a on a.id = e.article_id and a.journal_id = ${journalId}
      where e.at >= ${from}::date::timestamp at time zone 'UTC' and e.at < (${to}::date + 1)::timestamp at time zone 'UTC')`;
}

/** Reasons that stem from names and behaviour; approved mining, declared automation and the like stay. */
const MOVABLE = ["r", "e", "d", "l", "b", "m", "n", "j"];
const NEVER = 2_000_000_000;

/**
 * Places the events of a journal's articles on some days, both included, all over: by the names given, and by behaviour as the journal's
 * limits and the site's have it. In one statement, so that no recount meets them half-way and the ledger has one entry of one change.
 */
export async function placeJournal(
  { $client: sql }: Db,
  {
    journalId,
    names,
    own,
    site,
    reason,
    days: { from, to },
  }: {
    journalId: number;
    names: readonly NamePlacement[];
    own: JournalLimits;
    site: { articlesPerMinute: number; requestsPerDay: number };
    /** What the ledger says of it. */
    reason: RestatementReason;
    days: { from: Day; to: Day };
  },
): Promise<{ events: number; articleDays: number }> {
  const perMinute = (own.articlesPerMinute ?? site.articlesPerMinute) || NEVER;
  const perDay = (own.requestsPerDay ?? site.requestsPerDay) || NEVER;
  // Where both limits are the journal's own, what the visitor did elsewhere need not be read.
  const everywhere = own.articlesPerMinute === undefined || own.requestsPerDay === undefined;
  return sql.begin(async (tx) => {
    const named = tx`
      select * from unnest(${names.map(({ id }) => id)}::int[], ${names.map(({ lane }) => lane)}::text[],
        ${names.map((name) => name.reason)}::text[]) as n (id, lane, reason)`;
    const here = tx`select id from articles where journal_id = ${journalId}`;
    const within = tx`e.at >= ${from}::date::timestamp at time zone 'UTC' and e.at < (${to}::date + 1)::timestamp at time zone 'UTC'`;
    const [row] = await tx<{ events: number; days: number }[]>`
      with named as materialized (${named}), here as materialized (${here}), reading as materialized (
        select e.visitor, (e.at at time zone 'UTC')::date as day, date_trunc('minute', e.at) as minute, e.article_id,
          h.id is not null as here
        from usage_events e ${everywhere ? tx`left` : tx``} join here h on h.id = e.article_id
          left join named n on n.id = e.user_agent
        where ${within} and e.access_method <> 't' and not e.named_session and case when h.id is null
          then e.lane_reason in ('r', 'm', 'n')
          else e.lane_reason::text = any(${MOVABLE}::text[]) and coalesce(n.reason, e.lane_reason::text) = 'r' end
      ), robots as materialized (
        select visitor, day, min(reason) as reason from (
          select visitor, day, 'm' as reason from reading where here or ${own.articlesPerMinute === undefined}::boolean
          group by visitor, day, minute having count(distinct article_id) > ${perMinute}::int
          union all
          select visitor, day, 'n' from reading where here or ${own.requestsPerDay === undefined}::boolean
          group by visitor, day having count(*) > ${perDay}::int
        ) found group by 1, 2
      ), behaving as (
        update usage_events e set lane = 'c', lane_reason = r.reason::"char"
        from here h, named n, robots r
        where ${within} and e.article_id = h.id and e.user_agent = n.id and n.reason = 'r'
          and e.visitor = r.visitor and (e.at at time zone 'UTC')::date = r.day and e.access_method <> 't' and not e.named_session
          and e.lane_reason::text = any(${MOVABLE}::text[]) and (e.lane::text, e.lane_reason::text) is distinct from ('c', r.reason)
        returning e.article_id, e.at
      ), called as (
        update usage_events e set lane = n.lane::"char", lane_reason = n.reason::"char"
        from here h, named n
        where ${within} and e.article_id = h.id and e.user_agent = n.id and e.lane_reason::text = any(${MOVABLE}::text[])
          and (e.lane::text, e.lane_reason::text) is distinct from (n.lane, n.reason)
          and not (n.reason = 'r' and e.access_method <> 't' and not e.named_session
            and (e.visitor, (e.at at time zone 'UTC')::date) in (select visitor, day from robots))
        returning e.article_id, e.at
      ), placed as (
        select * from behaving union all select * from called
      ), marked as (
        insert into dirty_article_days (article_id, day, reason)
        select distinct article_id, (at at time zone 'UTC')::date, ${reason}::"char" from placed
        union
        select article_id, (at at time zone 'UTC')::date - 1, ${reason}::"char" from placed
        where (at at time zone 'UTC')::time <= '00:00:30'
        returning 1
      )
      select (select count(*)::int from placed) as events, (select count(*)::int from marked) as days`;
    await tx`
      with named as (${named}), here as (${here})
      update early_clicks e set lane = n.lane::"char", lane_reason = n.reason::"char"
      from here h, named n
      where ${within} and e.article_id = h.id and e.user_agent = n.id and e.lane_reason::text = any(${MOVABLE}::text[])
        and (e.lane::text, e.lane_reason::text) is distinct from (n.lane, n.reason)`;
    return { events: row?.events ?? 0, articleDays: row?.days ?? 0 };
  });
}
