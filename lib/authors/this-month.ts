import type { Range } from "@/lib/calendar/comparison";
import { addDays, type Day } from "@/lib/calendar/day";
import { startOf } from "@/lib/calendar/interval";

/** A month so far, and as many days of the month before. */
export interface MonthSoFar {
  month: Range;
  before: Range;
}

/** The month that the last whole day lies in; a month that is over in whole is set beside the whole month before. */
export function monthSoFar(through: Day): MonthSoFar {
  const from = startOf("month", through);
  const endBefore = addDays(from, -1);
  const fromBefore = startOf("month", endBefore);
  const over = startOf("month", addDays(through, 1)) !== from;
  const sameDay = `${fromBefore.slice(0, 8)}${through.slice(8)}`;
  return {
    month: { from, to: through },
    before: { from: fromBefore, to: over || sameDay > endBefore ? endBefore : sameDay },
  };
}
