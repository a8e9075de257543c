import type { Db } from "@/lib/db/connection";
import { isQueued, type Job } from "./job";
import { JOBS } from "./jobs";
import { isUnfinished, type JobRun, jobRunRows } from "./sql/runs";

/** A loop of a second is noted once a minute, and a turn may wait for the one before. */
const GRACE_MS = 300_000;

/** How a job stands: not run yet, as it should be, under way, failing until a run of it comes to a good end, or not run when it should have. */
export type Standing = "never" | "well" | "under-way" | "failing" | "late";

export interface JobState {
  name: string;
  title: string;
  purpose: string;
  /** Seconds. */
  every: number;
  /** Whether the queue runs it, and it can be asked for at once. */
  queued: boolean;
  standing: Standing;
  /** When the last run began, and when one last came to a good end. */
  last: string | null;
  lastGood: string | null;
  /** How long the last run that ended took, in milliseconds. */
  tookMs: number | null;
  next: string | null;
  /** Why the last run failed. */
  failure: string | null;
}

type Told = Pick<Job, "name" | "every"> & Partial<Pick<Job, "title" | "purpose">>;

/** How everything that runs by the clock last went and when it runs again: the one answer to that, in the table's order. */
export async function jobStates(db: Db, now: Date, jobs: readonly Told[] = JOBS): Promise<JobState[]> {
  const runs = new Map((await jobRunRows(db)).map((run) => [run.job, run]));
  return jobs.map((job) => jobState(job, runs.get(job.name), now));
}

export function jobState(job: Told, run: JobRun | undefined, now: Date): JobState {
  return {
    name: job.name,
    title: job.title ?? job.name,
    purpose: job.purpose ?? "",
    every: job.every,
    queued: isQueued(job),
    standing: run ? standing(job, run, now) : "never",
    last: run?.started ?? null,
    lastGood: run?.finished ?? null,
    tookMs: run?.tookMs ?? null,
    next: run?.next ?? null,
    failure: run?.failure ?? null,
  };
}

function standing({ every }: Told, run: JobRun, now: Date): Standing {
  if (run.failure !== null) return "failing";
  if (isUnfinished(run)) return "under-way";
  return now.getTime() - Date.parse(run.finished ?? run.started) > every * 1000 + GRACE_MS ? "late" : "well";
}
