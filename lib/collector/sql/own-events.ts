import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";

/** An event as it is shown to the visitor whose it is. Letters are the database's codes. */
export interface OwnEventRow {
  at: string;
  visitor: string;
  articleId: number;
  part: number;
  action: string;
  lane: string;
  laneReason: string;
  accessType: string;
  accessMethod: string;
  year: number;
  country: string;
  institutions: string;
  namedSession: boolean;
  /** It may not be in the figures yet. */
  waiting: boolean;
}

/** A page that anybody may ask for does not keep the database busy for longer. */
const PATIENCE = "3s";
/** An event is acknowledged within this time of its instant, and counted after that. */
const ACKNOWLEDGED = "30 seconds";

/** The secrets of days, of those that there are; none is made for asking. */
export async function knownSecretRows({ $client: sql }: Db, days: readonly Day[]): Promise<Map<Day, Buffer>> {
  const rows = await sql<{ day: Day; secret: Buffer }[]>`
    select day::text as day, secret from visitor_secrets where day::text = any(${[...days]}::text[])`;
  return new Map(rows.map(({ day, secret }) => [day, secret]));
}

/** The newest events since an instant of whoever has one of the names. Reads only. */
export async function ownEventRows(
  { $client: sql }: Db,
  visitors: readonly bigint[],
  since: Date,
  limit: number,
): Promise<OwnEventRow[]> {
  return sql.begin("read only", async (tx) => {
    await tx`select set_config('statement_timeout', ${PATIENCE}, true)`;
    await tx`set local jit = off`;
    return tx<OwnEventRow[]>`
      with own as materialized (
        select e.* from usage_events e
        where e.visitor = any(${visitors.map(String)}::text[]::bigint[]) and e.at >= ${since.toISOString()}
        order by e.at desc limit ${limit}
      )
      select e.at, e.visitor::text as visitor, e.article_id as "articleId", e.part, e.action::text as action,
        e.lane::text as lane, e.lane_reason::text as "laneReason", e.access_type::text as "accessType",
        e.access_method::text as "accessMethod", e.year, e.country, coalesce(i.members, '') as institutions,
        e.named_session as "namedSession",
        exists (
          select from dirty_article_days m, counting_state s
          where m.day = (e.at at time zone 'UTC')::date and m.article_id = e.article_id
            and (m.reason <> 'n' or s.counted_through is null or e.at >= s.counted_through - ${ACKNOWLEDGED}::interval)
        ) as waiting
      from own e left join institution_sets i on i.id = e.institutions
      order by e.at desc`;
  });
}
