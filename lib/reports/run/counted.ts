import type { Range } from "@/lib/calendar/comparison";
import { addDays, startOfDay } from "@/lib/calendar/day";
import { monthOf } from "@/lib/calendar/month";
import { months } from "@/lib/counting/sql/months";
import type { Db } from "@/lib/db/connection";
import { rolledThroughRow } from "@/lib/usage/queries";
import { availabilityOf, reportable } from "../counter/availability";
import type { Ask } from "../made/ask";

/** Whether all of a period is counted, and else what is waited for, in words. */
export type Counted = { whole: true } | { whole: false; why: string };

const NOT_READY = 3031;

/** COUNTER reports wait until months are processed as a whole (R5.1 §3.2.6); others until every event of their days is in the sums. */
export async function countedWhole(db: Db, ask: Ask, { from, to }: Range, now: Date): Promise<Counted> {
  if (ask.what === "counter") {
    const available = availabilityOf(await months.all(db), now);
    const { exceptions } = reportable({ begin: monthOf(from), end: monthOf(to) }, available);
    const waiting = exceptions.find(({ Code }) => Code === NOT_READY);
    return waiting
      ? { whole: false, why: `Months that are not processed yet: ${waiting.Data ?? ""}.` }
      : { whole: true };
  }
  const end = startOfDay(addDays(to, 1));
  const through = await rolledThroughRow(db);
  if (through && through >= end) return { whole: true };
  return {
    whole: false,
    why: through
      ? `Counted through ${through.toISOString().slice(0, 16).replace("T", " ")} UTC.`
      : "Nothing is counted yet.",
  };
}
