import type { Db } from "@/lib/db/connection";
import { readEnv } from "@/lib/env";
import { deliverDue } from "@/lib/reports/delivery/deliver";
import { deliverySettings } from "@/lib/reports/delivery/settings";
import { forgetExpired } from "@/lib/reports/run/forget-expired";
import { makeRuns } from "@/lib/reports/run/make-runs";
import { scheduleDue } from "@/lib/reports/run/schedule-due";

/** Puts on record what schedules have come to, makes what waits, and has it delivered. */
export async function makeReports(db: Db, now: Date): Promise<void> {
  await scheduleDue(db, now);
  await makeRuns(db, { env: readEnv() });
  await deliverReports(db, new Date());
}

export async function deliverReports(db: Db, now: Date): Promise<void> {
  await deliverDue(db, now, await deliverySettings(readEnv()));
}

export const forgetExports = (db: Db, now: Date): Promise<void> => forgetExpired(db, readEnv().DATA_DIR, now);
