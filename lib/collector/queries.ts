import { randomBytes } from "node:crypto";
import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import type { UsageEvent } from "./event-queue";

/** A Postgres array literal of values that need no quoting: numbers, instants, code letters, booleans. */
const list = (values: readonly (string | number | bigint | boolean | undefined)[]): string =>
  `{${values.map((value) => (value === undefined ? "null" : String(value))).join(",")}}`;

/** One row of usage_events, and of early_clicks when it has a `visitorBefore`. */
export type EventRow = Omit<UsageEvent, "userAgent" | "referrer" | "institutions"> & {
  userAgent: number;
  referrer: number;
  institutions: number;
};

/**
 * Writes a batch, marks its article-days dirty and remembers its id in one statement: all of it is committed or none.
 * A late double click of the first 30 s of a day concerns the day before as well. Fails with 23505 when the id is known.
 */
export async function insertEvents({ $client: sql }: Db, batchId: string, rows: readonly EventRow[]): Promise<void> {
  await sql`
    with batch as (
      insert into recorded_batches (id) values (${batchId})
    ), event as (
      select * from unnest(
        ${list(rows.map(({ at }) => at.toISOString()))}::text::timestamptz[],
        ${list(rows.map(({ visitor }) => visitor))}::text::bigint[],
        ${list(rows.map(({ visitorBefore }) => visitorBefore))}::text::bigint[],
        ${list(rows.map(({ articleId }) => articleId))}::text::int[],
        ${list(rows.map(({ part }) => part))}::text::int[],
        ${list(rows.map(({ userAgent }) => userAgent))}::text::int[],
        ${list(rows.map(({ referrer }) => referrer))}::text::int[],
        ${list(rows.map(({ institutions }) => institutions))}::text::int[],
        ${list(rows.map(({ year }) => year))}::text::smallint[],
        ${list(rows.map(({ country }) => country))}::text::char(2)[],
        ${list(rows.map(({ action }) => action))}::text::"char"[],
        ${list(rows.map(({ lane }) => lane))}::text::"char"[],
        ${list(rows.map(({ laneReason }) => laneReason))}::text::"char"[],
        ${list(rows.map(({ accessType }) => accessType))}::text::"char"[],
        ${list(rows.map(({ accessMethod }) => accessMethod))}::text::"char"[],
        ${list(rows.map(({ namedSession }) => namedSession))}::text::boolean[],
        ${list(rows.map(({ network }) => network))}::text::int[]
      ) as e (at, visitor, visitor_before, article_id, part, user_agent, referrer, institutions, year, country,
        action, lane, lane_reason, access_type, access_method, named_session, network)
    ), written as (
      insert into usage_events (at, visitor, article_id, part, user_agent, referrer, institutions, year, country,
        action, lane, lane_reason, access_type, access_method, named_session, network)
      select at, visitor, article_id, part, user_agent, referrer, institutions, year, country,
        action, lane, lane_reason, access_type, access_method, named_session, network
      from event
    ), early as (
      insert into early_clicks (at, visitor, article_id, part, user_agent, action, lane, lane_reason, network)
      select at, visitor_before, article_id, part, user_agent, action, lane, lane_reason, network
      from event where visitor_before is not null
    )
    insert into dirty_article_days (article_id, day)
    select article_id, (at at time zone 'UTC')::date from event
    union
    select article_id, (at at time zone 'UTC')::date - 1 from event where visitor_before is not null`;
}

export type DictionaryTable = "user_agents" | "referrers" | "institution_sets";
const TEXT_COLUMNS: Record<DictionaryTable, string> = {
  user_agents: "name",
  referrers: "host",
  institution_sets: "members",
};

/** The numbers of texts; at most `room` of them are made. Two writers at once get the same numbers. */
export async function dictionaryRows(
  { $client: sql }: Db,
  table: DictionaryTable,
  texts: string[],
  room: number,
): Promise<{ known: Map<string, number>; made: number }> {
  const column = TEXT_COLUMNS[table];
  const find = (some: string[]) => sql<{ text: string; id: number }[]>`
    select ${sql(column)} as text, id from ${sql(table)} where ${sql(column)} = any(${some})`;
  const known = new Map((await find(texts)).map(({ text, id }) => [text, id]));
  const missing = texts.filter((text) => !known.has(text)).slice(0, room);
  if (missing.length === 0) return { known, made: 0 };
  await sql`
    insert into ${sql(table)} (${sql(column)}) select t from unnest(${missing}::text[]) t order by t on conflict do nothing`;
  for (const { text, id } of await find(missing)) known.set(text, id);
  return { known, made: missing.length };
}

/** Notes that a month is written to; its events are kept for a time that runs from here. */
export async function touchMonth({ $client: sql }: Db, month: Day, today: Day): Promise<void> {
  await sql`
    insert into usage_months (month, opened, touched) values (${month}, ${today}, ${today})
    on conflict (month) do update set touched = greatest(usage_months.touched, excluded.touched)`;
}

/** First days of the months whose events were dropped: their figures stand as they are. */
export async function prunedMonthRows({ $client: sql }: Db): Promise<Day[]> {
  return (await sql<{ month: string }[]>`select month from usage_months where pruned is not null`).map(
    ({ month }) => month,
  );
}

/** Makes the month's partition unless it is there. */
export async function createPartition({ $client: sql }: Db, month: string): Promise<void> {
  const [year = "", number = ""] = month.split("-");
  const from = `${month}-01`;
  const to = new Date(Date.UTC(Number(year), Number(number), 1)).toISOString().slice(0, 10);
  await sql.begin(async (tx) => {
    // Behind a long transaction the lock could hold up every writer; the default partition takes the events meanwhile.
    await tx`set local lock_timeout = '3s'`;
    await tx.unsafe(`create table if not exists usage_events_${year}_${number} partition of usage_events
      for values from ('${from} 00:00:00+00') to ('${to} 00:00:00+00')`);
  });
}

/** The day's secret, made by whoever comes first. */
export async function secretRow({ $client: sql }: Db, day: Day, destroyAfter: Date): Promise<Buffer> {
  const [row] = await sql<{ secret: Buffer }[]>`
    insert into visitor_secrets (day, secret, destroy_after) values (${day}, ${randomBytes(32)}, ${destroyAfter.toISOString()})
    on conflict (day) do update set destroy_after = greatest(visitor_secrets.destroy_after, excluded.destroy_after)
    returning secret`;
  if (!row) throw new Error(`no visitor secret for ${day}`);
  return row.secret;
}

/** Secrets whose day is long over. What they named cannot be named again. */
export async function destroySecrets({ $client: sql }: Db, now: Date): Promise<number> {
  return (await sql`delete from visitor_secrets where destroy_after < ${now.toISOString()}`).count;
}

/** Batch ids are needed only while a writer may still repeat the batch. */
export async function forgetBatches({ $client: sql }: Db, before: Date): Promise<number> {
  return (await sql`delete from recorded_batches where recorded < ${before.toISOString()}`).count;
}

export interface ApiKeyRow {
  id: number;
  name: string;
  scopes: string[];
}

export async function activeKeyRow({ $client: sql }: Db, hash: Buffer): Promise<ApiKeyRow | undefined> {
  const [row] = await sql<ApiKeyRow[]>`
    select id, name, scopes from api_keys where hash = ${hash} and revoked is null`;
  return row;
}

export async function insertKey({ $client: sql }: Db, name: string, scopes: string[], hash: Buffer): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into api_keys (name, scopes, hash) values (${name}, ${scopes}, ${hash}) returning id`;
  if (!row) throw new Error("the key was not written");
  return row.id;
}

export async function keyRows({ $client: sql }: Db) {
  return sql<{ id: number; name: string; scopes: string[]; created: string; revoked: string | null }[]>`
    select id, name, scopes, created, revoked from api_keys order by id`;
}

/** True when an active key was revoked. */
export async function revokeKey({ $client: sql }: Db, id: number): Promise<boolean> {
  return (await sql`update api_keys set revoked = now() where id = ${id} and revoked is null`).count > 0;
}
