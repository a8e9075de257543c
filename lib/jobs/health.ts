import type { Db } from "@/lib/db/connection";
import { type ReportHealth, reportHealth } from "@/lib/reports/run/state";
import { type Health, health } from "@/lib/usage/health";
import { type JobState, jobStates } from "./states";

/** One that fails is tried again by itself: only one that goes on failing wants somebody. */
const MATTERS_MS = 3_600_000;

export type SiteHealth = Health & { reports: ReportHealth | null };

/** Whether everything works that a site's figures, mail and reports hang on. */
export async function siteHealth(db: Db, now = new Date()): Promise<SiteHealth> {
  const state = await health(db, now);
  if (state.status === "down") return { ...state, reports: null };
  const [jobs, reports] = await Promise.all([jobStates(db, now), reportHealth(db, now)]);
  const faults = [...state.faults, ...jobFaults(jobs, now), ...reportFaults(reports)];
  return { ...state, reports, faults, status: faults.length > 0 ? "degraded" : "ok" };
}

/** Reports that could not be made, until they are. That one did not arrive somewhere may be that place's fault: it is counted, and told its owner. */
const reportFaults = ({ runs: { failed } }: ReportHealth): string[] =>
  failed > 0 ? [`${failed === 1 ? "a report" : `${failed} reports`} could not be made within 30 days`] : [];

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
