import type { DoorAnswer } from "@/lib/collector/door";
import type { Doors } from "@/lib/collector/doors";
import type { Db } from "@/lib/db/connection";
import { siteHealth } from "@/lib/jobs/health";
import type { Child } from "./child";

/** GET /api/health of the whole: counting, mail, jobs, and what only the collector in front knows. 503 when the database is away. */
export async function healthAnswer(
  db: Db,
  { recorder, served }: Doors,
  pages: Child,
  jobs: Child,
): Promise<DoorAnswer> {
  const state = await siteHealth(db);
  const faults = [...state.faults];
  if (!pages.ready) faults.push("the pages are starting");
  if (!jobs.ready) faults.push("the jobs are starting");
  if (served.unrecorded > 0) faults.push(`${served.unrecorded} files were served and could not be recorded`);
  const status = state.status === "down" ? "down" : faults.length > 0 ? "degraded" : "ok";
  const collector = { waiting: recorder.queue.waiting, unrecordedDownloads: served.unrecorded };
  return {
    status: status === "down" ? 503 : 200,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
    body: JSON.stringify({ ...state, status, collector, faults }),
  };
}
