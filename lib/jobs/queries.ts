import type { Db } from "@/lib/db/connection";

export interface JobRun {
  job: string;
  started: string;
  finished: string | null;
  failure: string | null;
}

export async function runStarted({ $client: sql }: Db, job: string): Promise<void> {
  await sql`
    insert into job_runs (job, started) values (${job}, now())
    on conflict (job) do update set started = excluded.started, finished = null, failure = null`;
}

export async function runEnded({ $client: sql }: Db, job: string, failure?: string): Promise<void> {
  await sql`update job_runs set finished = now(), failure = ${failure ?? null} where job = ${job}`;
}

/** How every job last went. */
export async function jobRunRows({ $client: sql }: Db): Promise<JobRun[]> {
  return sql<JobRun[]>`select job, started, finished, failure from job_runs order by job`;
}
