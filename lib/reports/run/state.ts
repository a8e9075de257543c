import { DAY_MS } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { type DeliveryHealth, deliveryHealth } from "../delivery/state";
import { type RunCounts, runCounts } from "../sql/runs";

/** What went wrong longer ago is history. */
const TOLD_MS = 30 * DAY_MS;

/** How reports are getting on: numbers alone, as anybody may ask. */
export interface ReportHealth {
  /** To be made; and those that could not be, within 30 days. */
  runs: RunCounts;
  deliveries: DeliveryHealth;
}

export async function reportHealth(db: Db, now: Date): Promise<ReportHealth> {
  const [runs, deliveries] = await Promise.all([
    runCounts(db, new Date(now.getTime() - TOLD_MS)),
    deliveryHealth(db, now),
  ]);
  return { runs, deliveries };
}
