import { DAY_MS } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { deliveryCounts } from "../sql/deliveries";

/** What went wrong longer ago is history. */
const TOLD_MS = 30 * DAY_MS;

/** How deliveries of reports are getting on: numbers alone, as anybody may ask. */
export interface DeliveryHealth {
  /** Under way: to be sent, or tried again. */
  waiting: number;
  /** Given up within 30 days, and not sent again by hand. */
  failed: number;
  /** Mail of as long that may have arrived or not. */
  uncertain: number;
}

export const deliveryHealth = (db: Db, now: Date): Promise<DeliveryHealth> =>
  deliveryCounts(db, new Date(now.getTime() - TOLD_MS));
