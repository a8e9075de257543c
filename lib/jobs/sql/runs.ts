import type { Db } from "@/lib/db/connection";

export interface JobRun {
  job: string;
  started: string;
  /** When it last came to a good end; before `started` while it is under way, and while it fails. */
  finished: string | null;
  /** Why the last run that ended failed; it stands until one comes to a good end. */
  failure: string | null;
  /** How long the last run that ended took, well or not. */
  tookMs: number | null;
  next: string | null;
}

export async function runStarted({ $client: sql }: Db, job: string, at: Date): Promise<void> {
  await sql`
    insert into job_runs (job, started) values (${job}, ${at.toISOString()})
    on conflict (job) do update set started = excluded.started`;
}

export interface RunEnd {
  at: Date;
  tookMs: number;
  next: Date | null;
  failure?: string;
}

export async function runEnded({ $client: sql }: Db, job: string, end: RunEnd): Promise<void> {
  const { at, tookMs, next, failure = null } = end;
  await sql`
    update job_runs set failure = ${failure}, took_ms = ${Math.round(tookMs)}, next = ${next?.toISOString() ?? null},
      finished = case when ${failure}::text is null then ${at.toISOString()}::timestamptz else finished end
    where job = ${job}`;
}

/** It was asked to run at once. */
export async function runAsked({ $client: sql }: Db, job: string, at: Date): Promise<void> {
  await sql`update job_runs set next = ${at.toISOString()} where job = ${job}`;
}

/** How every job last went. */
export async function jobRunRows({ $client: sql }: Db): Promise<JobRun[]> {
  return sql<JobRun[]>`
    select job, started, finished, failure, took_ms as "tookMs", next from job_runs order by job`;
}

/** Whether a run began and has not come to a good end: it is under way, or was broken off. */
export const isUnfinished = ({ started, finished }: Pick<JobRun, "started" | "finished">): boolean =>
  finished === null || Date.parse(finished) < Date.parse(started);
