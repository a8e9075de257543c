import { addDays, type Day } from "@/lib/calendar/day";
import { type Interval, intervalStarts, nextStart, startOf } from "@/lib/calendar/interval";
import { type Measures, noMeasures, sumOf } from "./measures";

/** Usage of one day, week, month or year. `start` is its first day by the calendar. */
export interface UsagePoint extends Measures {
  start: Day;
  /** The point holds less than its whole interval: the range or the records begin or end within it, or it is not over. */
  partial?: true;
}

export interface DayUsage extends Measures {
  day: Day;
}

/**
 * Daily rows as a series without holes: a point for every interval that touches the range, zeros where nothing was read.
 * Days before `recordedSince` and after `today` are not points at all: nothing is known of them, which is not zero.
 */
export function seriesOf(
  rows: readonly DayUsage[],
  range: { from: Day; to: Day; interval: Interval },
  recordedSince: Day | undefined,
  today: Day,
): UsagePoint[] {
  if (recordedSince === undefined) return [];
  const first = range.from > recordedSince ? range.from : recordedSince;
  const last = range.to < today ? range.to : today;
  const byStart = new Map<Day, DayUsage[]>();
  for (const row of rows) {
    if (row.day < first || row.day > last) continue;
    const start = startOf(range.interval, row.day);
    const bucket = byStart.get(start);
    if (bucket) bucket.push(row);
    else byStart.set(start, [row]);
  }
  return intervalStarts(range.interval, first, last).map((start) => {
    const end = addDays(nextStart(range.interval, start), -1);
    const bucket = byStart.get(start);
    const sum = bucket ? sumOf(bucket) : noMeasures();
    const whole = start >= first && end <= last && end < today;
    return whole ? { start, ...sum } : { start, ...sum, partial: true };
  });
}
