import { type SQL, sql } from "drizzle-orm";
import type { Day } from "@/lib/calendar/day";
import type { Tx } from "@/lib/db/connection";
import { LOCK_SPACE } from "@/lib/db/queries";

/** An article's days, both included. */
export interface ArticleDays {
  articleId: number;
  from: Day;
  to: Day;
}

export interface Moved {
  events: number;
  articleDays: number;
}

/** One at a time takes events of an article out or puts them back: each sees what the one before did. */
export async function holdArticle(tx: Tx, articleId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${ARTICLES_SPACE}, ${articleId})`);
}
/** A space of locks beside ours, one for each article. */
const ARTICLES_SPACE = LOCK_SPACE + 1;

/** The condition that an event, or an early click, is of some article-days; both tables have an index that begins like it. */
const ofDays = ({ articleId, from, to }: ArticleDays, dayIndex: boolean) => sql`
  e.article_id = ${articleId}::int and e.at >= ${from}::date::timestamp at time zone 'UTC'
    and e.at < (${to}::date + 1)::timestamp at time zone 'UTC'
    ${dayIndex ? sql`and (e.at at time zone 'UTC')::date between ${from}::date and ${to}::date` : sql``}`;

/** The condition that the exclusion x speaks of an event. */
const COVERED = sql`
  x.article_id = e.article_id and (e.at at time zone 'UTC')::date between x.from_day and x.to_day and x.undone is null
    and (x.user_agent is null or x.user_agent = e.user_agent)
    and (x.networks is null or x.networks -> ((e.at at time zone 'UTC')::date)::text @> to_jsonb(e.network))`;

/** Of a day's first 30 seconds a click may be the later half of one of the day before. */
const marks = (reason: string) => sql`
  marked as (
    insert into dirty_article_days (article_id, day, reason)
    select distinct article_id, (at at time zone 'UTC')::date, ${reason}::"char" from moved
    union
    select article_id, (at at time zone 'UTC')::date - 1, ${reason}::"char" from moved
    where (at at time zone 'UTC')::time <= '00:00:30'
    returning 1
  )
  select (select count(*)::int from moved) as events, (select count(*)::int from marked) as days`;

/** Takes what an exclusion speaks of out of the lane of readers, and marks the article-days for a recount. */
export async function takeOut(tx: Tx, exclusion: ArticleDays & { id: number }): Promise<Moved> {
  const move = (table: "usage_events" | "early_clicks") => sql`
    update ${sql.identifier(table)} e set lane = 'c', lane_reason = 'x' from exclusions x
    where x.id = ${exclusion.id} and ${ofDays(exclusion, table === "usage_events")} and e.lane = 'r' and ${COVERED}
    returning e.article_id, e.at`;
  return movedBy(
    await tx.execute<MovedRow>(sql`
    with moved as (${move("usage_events")}), early as (${move("early_clicks")}), ${marks("x")}`),
  );
}

type MovedRow = { events: number; days: number };
const movedBy = ([row]: readonly MovedRow[]): Moved => ({
  events: row?.events ?? 0,
  articleDays: row?.days ?? 0,
});

/** Taken out, and no exclusion that stands speaks of it. */
const FREE = sql`e.lane_reason = 'x' and not exists (select from exclusions x where ${COVERED})`;

/** The user agents of what is to be put back, by their numbers; those that have no name as well. */
export async function agentsToPutBack(tx: Tx, days: ArticleDays): Promise<{ id: number; name: string | null }[]> {
  return tx.execute<{ id: number; name: string | null }>(sql`
    select a.id, u.name from (
      select distinct e.user_agent as id from usage_events e where ${ofDays(days, true)} and ${FREE}
    ) a left join user_agents u on u.id = a.id`);
}

/** Puts back what no exclusion speaks of any more, into the lane its name has now; approved mining is what it was. */
export async function putBack(
  tx: Tx,
  days: ArticleDays,
  placements: readonly { id: number; lane: string; reason: string }[],
): Promise<Moved> {
  const placed = sql`jsonb_to_recordset(${JSON.stringify(placements)}::text::jsonb) as p (id int, lane text, reason text)`;
  const move = (table: "usage_events" | "early_clicks", mining: SQL) => sql`
    update ${sql.identifier(table)} e set lane = (case when ${mining} then 'r' else p.lane end)::"char",
      lane_reason = (case when ${mining} then 't' else p.reason end)::"char"
    from ${placed}
    where p.id = e.user_agent and ${ofDays(days, table === "usage_events")} and ${FREE}
    returning e.article_id, e.at`;
  // An early click does not say how it was asked for; the event it stands for does.
  const ofEvent = sql`exists (select from usage_events o where o.article_id = e.article_id
    and (o.at at time zone 'UTC')::date = (e.at at time zone 'UTC')::date and o.at = e.at and o.part = e.part
    and o.action = e.action and o.user_agent = e.user_agent and o.network = e.network and o.access_method = 't')`;
  return movedBy(
    await tx.execute<MovedRow>(sql`
    with moved as (${move("usage_events", sql`e.access_method = 't'`)}), early as (${move("early_clicks", ofEvent)}),
    ${marks("u")}`),
  );
}
