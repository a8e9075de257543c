import type { Db } from "@/lib/db/connection";
import { outboxCounts } from "./sql/outbox";

/** A server that works takes mail in seconds; after this long somebody should look. */
const LATE_MS = 3_600_000;

/** How mail is getting on: numbers alone, as anybody may ask. */
export interface MailHealth {
  waiting: number;
  /** Refused for good, or tried for two days. */
  failed: number;
  /** Handed over without an answer: it may have arrived, and is not sent again. */
  uncertain: number;
  waitingSince: string | null;
  late: boolean;
}

export async function mailHealth(db: Db, now: Date): Promise<MailHealth> {
  const { waitingSince, ...counts } = await outboxCounts(db);
  const late = waitingSince !== null && now.getTime() - waitingSince.getTime() > LATE_MS;
  return { ...counts, waitingSince: waitingSince?.toISOString() ?? null, late };
}
