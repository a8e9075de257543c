import type { Db } from "@/lib/db/connection";
import { type Health, health } from "@/lib/usage/health";
import { type JobState, jobStates } from "./states";

/** One that fails is tried again by itself: only one that goes on failing wants somebody. */
const MATTERS_MS = 3_600_000;

/** Whether everything works that a site's figures, mail and reports hang on. */
export async function siteHealth(db: Db, now = new Date()): Promise<Health> {
  const state = await health(db, now);
  if (state.status === "down") return state;
  const faults = [...state.faults, ...jobFaults(await jobStates(db, now), now)];
  return { ...state, faults, status: faults.length > 0 ? "degraded" : "ok" };
}

/** Jobs that have failed for an hour longer than they may rest, or from the beginning. Why is for administrators: anybody may ask for health. */
export const jobFaults = (states: readonly JobState[], now: Date): string[] =>
  states
    .filter(
      ({ standing, lastGood, every }) =>
        standing === "failing" &&
        (lastGood === null || now.getTime() - Date.parse(lastGood) > every * 1000 + MATTERS_MS),
    )
    .map(({ name, lastGood }) =>
      lastGood === null
        ? `the job ${name} has failed each time`
        : `the job ${name} has failed since ${new Date(lastGood).toISOString()}`,
    );
