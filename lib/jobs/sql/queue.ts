import type { Db } from "@/lib/db/connection";
import { LOCK_SPACE } from "@/lib/db/queries";

const QUEUES_LOCK = 20;

// The tables of the queue are pg-boss's own (schema pgboss); these look at them where its functions do not.

export interface Glance {
  /** By the database's clock, which all processes share. */
  now: Date;
  /** Names of queues with a job that may be taken. */
  waiting: string[];
}

/** What waits in all queues, in one statement: asking each of them by itself would be one for every job every two seconds. */
export async function glance({ $client: sql }: Db, names: readonly string[]): Promise<Glance> {
  const [row] = await sql<{ now: number; waiting: string[] }[]>`
    select extract(epoch from now())::float8 * 1000 as now,
      (select coalesce(array_agg(distinct name), '{}') from pgboss.job
        where name = any(${[...names]}) and state < 'active' and start_after < now()) as waiting`;
  if (!row) throw new Error("the database said nothing");
  return { now: new Date(row.now), waiting: row.waiting };
}

/**
 * Says that a run goes on, so that it does not expire. Answers since when it now counts, in milliseconds; undefined when it had expired and
 * is another's. That instant is what the next call must name: two that hold one row are told apart by it.
 */
export async function stillRuns(
  { $client: sql }: Db,
  { queue, id, since }: { queue: string; id: string; since: number },
): Promise<number | undefined> {
  const [row] = await sql<{ since: number }[]>`
    update pgboss.job set started_on = date_trunc('milliseconds', now())
    where name = ${queue} and id = ${id} and state = 'active'
      and round(extract(epoch from date_trunc('milliseconds', started_on)) * 1000) = ${since}
    returning (extract(epoch from started_on) * 1000)::float8 as since`;
  return row && Math.round(row.since);
}

/** When the next try of a job that waits may begin. */
export async function waitsUntil({ $client: sql }: Db, queue: string): Promise<Date | undefined> {
  const [row] = await sql<{ at: number | null }[]>`
    select (extract(epoch from min(start_after)) * 1000)::float8 as at from pgboss.job
    where name = ${queue} and state < 'active'`;
  return row?.at == null ? undefined : new Date(row.at);
}

/** Held by the session until released: waits while another process makes queues. */
export async function queuesLock({ $client: sql }: Db): Promise<void> {
  await sql`select pg_advisory_lock(${LOCK_SPACE}, ${QUEUES_LOCK})`;
}

export async function releaseQueuesLock({ $client: sql }: Db): Promise<void> {
  await sql`select pg_advisory_unlock(${LOCK_SPACE}, ${QUEUES_LOCK})`;
}
