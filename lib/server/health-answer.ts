import type { DoorAnswer } from "@/lib/collector/door";
import type { FileDoor } from "@/lib/collector/file-door";
import type { Recorder } from "@/lib/collector/recorder";
import type { Db } from "@/lib/db/connection";
import { health } from "@/lib/usage/health";
import type { Child } from "./child";

/** GET /api/health of the whole: counting, and what only the collector in front knows. 503 when the database is away. */
export async function healthAnswer(
  db: Db,
  recorder: Recorder,
  files: FileDoor,
  pages: Child,
  jobs: Child,
): Promise<DoorAnswer> {
  const state = await health(db);
  const faults = [...state.faults];
  if (!pages.ready) faults.push("the pages are starting");
  if (!jobs.ready) faults.push("the jobs are starting");
  if (files.unrecorded > 0) faults.push(`${files.unrecorded} downloads were served and could not be recorded`);
  const status = state.status === "down" ? "down" : faults.length > 0 ? "degraded" : "ok";
  const collector = { waiting: recorder.queue.waiting, unrecordedDownloads: files.unrecorded };
  return {
    status: status === "down" ? 503 : 200,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
    body: JSON.stringify({ ...state, status, collector, faults }),
  };
}
