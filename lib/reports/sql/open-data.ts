import { firstDay, type Month } from "@/lib/calendar/month";
import type { Db } from "@/lib/db/connection";

/** Instants here are as Postgres writes them: they are compared with one another, and never with a clock of ours. */
type Instant = string;

/** A month of a journal as it is published. */
export interface OpenMonth {
  month: Month;
  made: Date;
  restatedThrough: Instant;
  countedThrough: Date;
  methodVersion: string;
  rows: number;
  sha256: string;
  bytes: number;
}

const COLUMNS = `to_char(month, 'YYYY-MM') as month, made, restated_through::text as "restatedThrough",
  counted_through as "countedThrough", method_version as "methodVersion", rows, sha256, bytes`;

type Written = Omit<OpenMonth, "made" | "countedThrough" | "bytes"> & {
  made: string;
  countedThrough: string;
  bytes: string;
};
const read = ({ made, countedThrough, bytes, ...row }: Written): OpenMonth => ({
  ...row,
  made: new Date(made),
  countedThrough: new Date(countedThrough),
  bytes: Number(bytes),
});

/** The published months of a journal, the newest first. */
export async function openMonths({ $client: sql }: Db, journalId: number): Promise<OpenMonth[]> {
  const rows = await sql<Written[]>`
    select ${sql.unsafe(COLUMNS)} from open_data where journal_id = ${journalId} order by open_data.month desc`;
  return rows.map(read);
}

export async function openMonth({ $client: sql }: Db, journalId: number, month: Month): Promise<OpenMonth | undefined> {
  const [row] = await sql<Written[]>`
    select ${sql.unsafe(COLUMNS)} from open_data
    where journal_id = ${journalId} and open_data.month = ${firstDay(month)}::date`;
  return row && read(row);
}

/** Which content is published of which month, of all journals. */
export async function openContents({
  $client: sql,
}: Db): Promise<{ journalId: number; month: Month; sha256: string }[]> {
  return sql<{ journalId: number; month: Month; sha256: string }[]>`
    select journal_id as "journalId", to_char(month, 'YYYY-MM') as month, sha256 from open_data`;
}

/** The first month, from one on, of which anything is on record for an article of a journal, robots included. */
export async function firstMonths({ $client: sql }: Db, from: Month): Promise<Map<number, Month>> {
  const rows = await sql<{ journalId: number; first: Month }[]>`
    select a.journal_id as "journalId", to_char(min(d.day), 'YYYY-MM') as first
    from articles a cross join lateral (
      select day from article_days where article_id = a.id and day >= ${firstDay(from)}::date order by day limit 1) d
    group by 1`;
  return new Map(rows.map(({ journalId, first }) => [journalId, first]));
}

export interface RestatedMonth {
  journalId: number;
  month: Month;
  /** The last restatement that every figure read from now on has, as all before it; null where none is old enough to be sure. */
  through: Instant | null;
  /** There are restatements that what is published may not have. */
  stale: boolean;
}

/** The months of journals that were ever restated. `settled` is what `settledInstant` gave before. */
export async function restatedMonths({ $client: sql }: Db, settled: Instant): Promise<RestatedMonth[]> {
  return sql<RestatedMonth[]>`
    with restated as (
      select a.journal_id, date_trunc('month', r.day)::date as month, max(r.restated) as last,
        max(r.restated) filter (where r.restated <= ${settled}::timestamptz) as through
      from restatements r join articles a on a.id = r.article_id
      group by 1, 2
    )
    select r.journal_id as "journalId", to_char(r.month, 'YYYY-MM') as month, r.through::text as through,
      coalesce(r.last > o.restated_through, false) as stale
    from restated r left join open_data o on o.journal_id = r.journal_id and o.month = r.month`;
}

/**
 * Puts a month on record. Whoever knew of fewer restatements leaves the record of whoever knew of more; of the same content it stays said
 * when it was first made.
 */
export async function recordOpenMonth(
  { $client: sql }: Db,
  journalId: number,
  { month, made, restatedThrough, countedThrough, methodVersion, rows, sha256, bytes }: OpenMonth,
): Promise<void> {
  await sql`
    insert into open_data (journal_id, month, made, restated_through, counted_through, method_version, rows, sha256, bytes)
    values (${journalId}, ${firstDay(month)}, ${made.toISOString()}, ${restatedThrough}, ${countedThrough.toISOString()},
      ${methodVersion}, ${rows}, ${sha256}, ${bytes})
    on conflict (journal_id, month) do update set
      made = case when open_data.sha256 = excluded.sha256 then open_data.made else excluded.made end,
      restated_through = excluded.restated_through, counted_through = excluded.counted_through,
      method_version = excluded.method_version, rows = excluded.rows, sha256 = excluded.sha256, bytes = excluded.bytes
    where open_data.restated_through <= excluded.restated_through`;
}

export interface MonthRestatements {
  month: Month;
  /** Recounts that changed something, and the days of articles that they changed. */
  times: number;
  articleDays: number;
  last: Date;
  /** RestatementReason codes, some of them twice. */
  reasons: string;
  /** Some are newer than what is published. */
  pending: boolean;
}

/** How a journal's published months were restated, those that were. */
export async function monthRestatements({ $client: sql }: Db, journalId: number): Promise<MonthRestatements[]> {
  const rows = await sql<(Omit<MonthRestatements, "last"> & { last: string })[]>`
    select to_char(o.month, 'YYYY-MM') as month, count(distinct r.restated)::int as times,
      count(distinct (r.article_id, r.day))::int as "articleDays", max(r.restated) as last,
      string_agg(distinct r.reasons, '') as reasons, bool_or(r.restated > o.restated_through) as pending
    from restatements r join articles a on a.id = r.article_id and a.journal_id = ${journalId}
    join open_data o on o.journal_id = ${journalId} and o.month = date_trunc('month', r.day)::date
    group by 1`;
  return rows.map(({ last, ...row }) => ({ ...row, last: new Date(last) }));
}
