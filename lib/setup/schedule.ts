import type { Db } from "@/lib/db/connection";
import { JOBS } from "@/lib/jobs/jobs";
import { type JobRun, jobRunRows } from "@/lib/jobs/queries";
import { type Finding, failing, look, ok, together } from "./check";

/** A job that runs every second is noted once a minute, and one may take a while. */
const GRACE_MS = 300_000;

export async function scheduleFinding(
  db: Db,
  now: Date,
  jobs: readonly { name: string; every: number }[] = JOBS,
): Promise<Finding> {
  const runs = new Map((await jobRunRows(db)).map((run) => [run.job, run]));
  if (runs.size === 0)
    return failing(
      "No job ever ran.",
      "Jobs run beside npm start. On a host that starts Next itself, run npm run footfall -- count from a timer.",
    );
  const bad = jobs.flatMap((job) => findingOf(job, runs.get(job.name), now));
  return bad.length === 0 ? ok(`All ${jobs.length} jobs ran when they should.`) : together(bad);
}

function findingOf({ name, every }: { name: string; every: number }, run: JobRun | undefined, now: Date): Finding[] {
  if (!run) return [look(`${name} did not run yet.`, "It does within minutes of a start.")];
  if (run.failure !== null)
    return [failing(`${name} failed: ${run.failure}.`, "It is tried again by itself; the server’s log says more.")];
  const since = now.getTime() - Date.parse(run.finished ?? run.started);
  if (since <= every * 1000 + GRACE_MS) return [];
  const minutes = Math.round(since / 60_000);
  return run.finished === null
    ? [
        look(
          `${name} has run for ${minutes} minutes.`,
          "A large import or recount takes long; else start Footfall again.",
        ),
      ]
    : [
        failing(
          `${name} last ran ${minutes} minutes ago, and should every ${every} seconds.`,
          "Does npm start still run? Start it again.",
        ),
      ];
}
