import type { Db } from "@/lib/db/connection";
import type { Job } from "@/lib/jobs/job";
import { JOBS } from "@/lib/jobs/jobs";
import { type JobState, jobStates } from "@/lib/jobs/states";
import { everyWords } from "@/lib/jobs/words";
import { type Finding, failing, look, ok, together } from "./check";

/** One that is under way for longer than this may be a large one, or hang. */
const LONG_MS = 300_000;

export async function scheduleFinding(
  db: Db,
  now: Date,
  jobs: readonly Pick<Job, "name" | "every">[] = JOBS,
): Promise<Finding> {
  const states = await jobStates(db, now, jobs);
  if (states.every(({ standing }) => standing === "never"))
    return failing(
      "No job ever ran.",
      "Jobs run beside npm start. On a host that starts Next itself, run npm run footfall -- count from a timer.",
    );
  const bad = states.flatMap((state) => findingOf(state, now));
  return bad.length === 0 ? ok(`All ${jobs.length} jobs ran when they should.`) : together(bad);
}

function findingOf({ name, every, standing, last, lastGood, failure }: JobState, now: Date): Finding[] {
  const sinceMs = now.getTime() - Date.parse((standing === "under-way" ? last : lastGood) ?? last ?? "");
  const minutes = Math.round(sinceMs / 60_000);
  switch (standing) {
    case "well":
      return [];
    case "never":
      return [look(`${name} did not run yet.`, "It does within minutes of a start.")];
    case "failing":
      return [failing(`${name} failed: ${failure}.`, "It is tried again by itself; the server’s log says more.")];
    case "under-way":
      if (sinceMs <= every * 1000 + LONG_MS) return [];
      return [
        look(
          `${name} has run for ${minutes} minutes.`,
          "A large import or recount takes long; else start Footfall again.",
        ),
      ];
    case "late":
      return [
        failing(
          `${name} last ran ${minutes} minutes ago, and should ${everyWords(every)}.`,
          "Does npm start still run? Start it again.",
        ),
      ];
  }
}
