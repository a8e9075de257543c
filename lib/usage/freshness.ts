import type { Db } from "@/lib/db/connection";
import { countedThroughRow, waitingDays } from "./queries";

/** How far the figures are behind what was recorded. */
export interface Freshness {
  countedThrough: Date | undefined;
  /** Article-days with events that wait to be counted. */
  waitingDays: number;
}

export async function freshness(db: Db): Promise<Freshness> {
  const [countedThrough, waiting] = await Promise.all([countedThroughRow(db), waitingDays(db)]);
  return { countedThrough, waitingDays: waiting };
}
