import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import type { FlagState } from "@/lib/db/schema/integrity";
import type { PlaceRow } from "@/lib/usage/sql/places";
import type { Rule } from "../evidence";

/** Which of a journal's flags are asked for. */
export interface InboxFilter {
  state: FlagState | "decided" | "all";
  rule: Rule | undefined;
  articleId: number | undefined;
}

export interface FlagRow {
  id: number;
  articleId: number | null;
  doi: string | null;
  title: string | null;
  titleMarkup: string | null;
  volume: string;
  issue: string;
  firstPage: string;
  rule: string;
  from: Day;
  to: Day;
  evidence: Record<string, unknown>;
  raised: string;
  state: FlagState;
  decided: string | null;
  decidedBy: string | null;
  reason: string | null;
}

/** A page of a journal's flags: those of the newest days first. `id` is for one of them alone. */
export async function flagRows(
  { $client: sql }: Db,
  journalId: number,
  { state, rule, articleId, id }: InboxFilter & { id?: number },
  { limit, offset }: { limit: number; offset: number },
): Promise<(FlagRow & { matching: number })[]> {
  const states =
    state === "all" ? ["open", "accepted", "excluded"] : state === "decided" ? ["accepted", "excluded"] : [state];
  return sql<(FlagRow & { matching: number })[]>`
    select f.id, f.article_id as "articleId", a.doi, a.title, a.title_markup as "titleMarkup", coalesce(a.volume, '') as volume,
      coalesce(a.issue, '') as issue, coalesce(a.first_page, '') as "firstPage", f.rule, f.from_day::text as "from",
      f.to_day::text as "to", f.evidence, f.raised, f.state, f.decided, p.name as "decidedBy", f.reason,
      count(*) over ()::int as matching
    from flags f left join articles a on a.id = f.article_id left join people p on p.id = f.decided_by
    where f.journal_id = ${journalId} and f.state = any(${states}::text[])
      and (${rule ?? null}::text is null or f.rule = ${rule ?? null})
      and (${articleId ?? null}::int is null or f.article_id = ${articleId ?? null})
      and (${id ?? null}::int is null or f.id = ${id ?? null})
    order by f.to_day desc, f.raised desc, f.id desc limit ${limit} offset ${offset}`;
}

/** The articles of a journal that have an open flag. */
export async function flaggedArticles({ $client: sql }: Db, journalId: number): Promise<Set<number>> {
  const rows = await sql<{ id: number }[]>`
    select distinct article_id as id from flags
    where journal_id = ${journalId} and state = 'open' and article_id is not null`;
  return new Set(rows.map(({ id }) => id));
}

/** The days around flags, by flag: those of an article with usage by readers, or of the whole journal. */
export async function daysAround(
  { $client: sql }: Db,
  journalId: number,
  of: readonly { id: number; articleId: number | null; from: Day; to: Day }[],
): Promise<{ id: number; day: Day; usage: number }[]> {
  return sql<{ id: number; day: Day; usage: number }[]>`
    with asked as (
      select * from jsonb_to_recordset(${JSON.stringify(of)}::text::jsonb) as f (id int, "articleId" int, "from" date, "to" date)
    )
    select f.id, d.day::text as day, sum(d.total_item_investigations)::int as usage
    from asked f join article_days d on d.article_id = f."articleId" and d.lane = 'r' and d.day between f."from" and f."to"
    group by 1, d.day
    union all
    select f.id, d.day::text, d.total_item_investigations
    from asked f join group_days d on d.journal_id = ${journalId} and d.kind = 'j' and d.key = '' and d.day between f."from" and f."to"
    where f."articleId" is null`;
}

/** An editor does not wait for longer; then there is more than a page may go through. */
const PATIENCE = "4s";

/** What programs readers used on an article's days, by their numbers: the names they gave, the most first. Reads the events of those days. */
export async function agentRows(
  { $client: sql }: Db,
  { articleId, from, to }: { articleId: number; from: Day; to: Day },
): Promise<(PlaceRow & { id: number })[]> {
  return sql.begin("read only", async (tx) => {
    await tx`select set_config('statement_timeout', ${PATIENCE}, true)`;
    await tx`set local jit = off`;
    return tx<(PlaceRow & { id: number })[]>`
      select e.user_agent as id, coalesce(u.name, '') as place, count(*)::int as "totalItemInvestigations",
        (count(*) filter (where action in ('f', 'p', 'x', 'e')))::int as "totalItemRequests"
      from usage_events e left join user_agents u on u.id = e.user_agent
      where e.article_id = ${articleId} and (e.at at time zone 'UTC')::date between ${from}::text::date and ${to}::text::date
        and e.at >= ${from}::text::date::timestamp at time zone 'UTC' and e.at < (${to}::text::date + 1)::timestamp at time zone 'UTC'
        and e.lane = 'r' and e.action not in ('q', 'n', 'm')
      group by 1, 2 order by 3 desc, 2 limit 500`;
  });
}
