import type { Db } from "@/lib/db/connection";
import { faultReason } from "@/lib/db/faults";
import { type Freshness, freshness } from "./freshness";

/** A counter that works is never further behind than this. */
const STALE_MS = 60_000;

export interface Health {
  status: "ok" | "degraded" | "down";
  database: "ok" | "away";
  countedThrough: string | null;
  waitingDays: number | null;
  faults: string[];
}

/** Whether what is recorded reaches the figures, in one look at the database. */
export async function health(db: Db, now = new Date()): Promise<Health> {
  let fresh: Freshness;
  try {
    fresh = await freshness(db);
  } catch (fault) {
    const faults = [`the database cannot be asked: ${faultReason(fault)}`];
    return { status: "down", database: "away", countedThrough: null, waitingDays: null, faults };
  }
  const { countedThrough, waitingDays } = fresh;
  const stale = !countedThrough || now.getTime() - countedThrough.getTime() > STALE_MS;
  return {
    status: stale ? "degraded" : "ok",
    database: "ok",
    countedThrough: countedThrough?.toISOString() ?? null,
    waitingDays,
    faults: stale ? ["counting is behind by more than a minute"] : [],
  };
}
