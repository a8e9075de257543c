import type { Db } from "@/lib/db/connection";
import { faultReason } from "@/lib/db/faults";
import { type MailHealth, mailHealth } from "@/lib/mail/state";
import { type Freshness, freshness } from "./freshness";

/** A counter that works is never further behind than this. */
const STALE_MS = 60_000;

export interface Health {
  status: "ok" | "degraded" | "down";
  database: "ok" | "away";
  countedThrough: string | null;
  waitingDays: number | null;
  mail: MailHealth | null;
  faults: string[];
}

/** Whether what is recorded reaches the figures, and mail its server, in one look at the database. */
export async function health(db: Db, now = new Date()): Promise<Health> {
  let fresh: Freshness;
  let mail: MailHealth;
  try {
    [fresh, mail] = await Promise.all([freshness(db), mailHealth(db, now)]);
  } catch (fault) {
    const faults = [`the database cannot be asked: ${faultReason(fault)}`];
    return { status: "down", database: "away", countedThrough: null, waitingDays: null, mail: null, faults };
  }
  const { countedThrough, waitingDays } = fresh;
  const stale = !countedThrough || now.getTime() - countedThrough.getTime() > STALE_MS;
  const faults = [
    ...(stale ? ["counting is behind by more than a minute"] : []),
    ...(mail.late ? ["mail has waited for more than an hour"] : []),
  ];
  return {
    status: faults.length > 0 ? "degraded" : "ok",
    database: "ok",
    countedThrough: countedThrough?.toISOString() ?? null,
    waitingDays,
    mail,
    faults,
  };
}
