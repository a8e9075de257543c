import { addDays, type Day, daysBetween } from "./day";
import { addYears, nextStart, startOf } from "./interval";

/** What a range may be set beside. */
export const COMPARISONS = ["off", "previous", "year", "custom"] as const;
export type Comparison = (typeof COMPARISONS)[number];

export interface Range {
  from: Day;
  to: Day;
}

/**
 * The range before this one, of as many days; whole months are set beside as many whole months, so that February is not compared with
 * the last 28 days of January.
 */
export function rangeBefore({ from, to }: Range): Range {
  const end = addDays(from, -1);
  if (isWholeMonths({ from, to })) {
    let start = from;
    for (let month = from; month <= to; month = nextStart("month", month)) start = startOf("month", addDays(start, -1));
    return { from: start, to: end };
  }
  return { from: addDays(end, -daysBetween(from, to)), to: end };
}

/** The range after this one, by the same rule. */
export function rangeAfter({ from, to }: Range): Range {
  const start = addDays(to, 1);
  if (!isWholeMonths({ from, to })) return { from: start, to: addDays(start, daysBetween(from, to)) };
  let end = start;
  for (let month = from; month <= to; month = nextStart("month", month)) end = nextStart("month", end);
  return { from: start, to: addDays(end, -1) };
}

const isWholeMonths = ({ from, to }: Range): boolean =>
  from === startOf("month", from) && addDays(to, 1) === startOf("month", addDays(to, 1));

/** The same days a year before; the 29th of February has no namesake there, and the 28th stands in. */
export const rangeLastYear = ({ from, to }: Range): Range => ({ from: addYears(from, -1), to: addYears(to, -1) });
