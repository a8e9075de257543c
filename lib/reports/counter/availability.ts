import { dayOf } from "@/lib/calendar/day";
import { addMonths, type Month, monthOf, monthsOf } from "@/lib/calendar/month";
import type { UsageMonth } from "@/lib/counting/sql/months";
import { type CounterException, counterException } from "./exception";

/** The months of which there are reports; undefined before the first is complete. */
export interface Availability {
  first: Month;
  last: Month;
}

/**
 * From the first month on record to the last that, like all before it, is complete: nothing of a month is reported before the whole of it
 * is processed (COUNTER R5.1 §3.2.6).
 */
export function availabilityOf(
  months: readonly Pick<UsageMonth, "month" | "completed">[],
  now: Date,
): Availability | undefined {
  const sorted = [...months].sort((a, b) => a.month.localeCompare(b.month));
  const first = sorted[0];
  if (first?.completed == null) return undefined;
  const open = sorted.find(({ completed }) => completed === null);
  const lastComplete = sorted.filter(({ completed }) => completed !== null).at(-1);
  const before = open ? addMonths(monthOf(open.month), -1) : monthOf(lastComplete?.month ?? first.month);
  const past = addMonths(monthOf(dayOf(now)), -1);
  return { first: monthOf(first.month), last: before < past ? before : past };
}

/**
 * The part of a period that can be reported, and the exceptions for the rest: 3032 for months before the first on record, 3031 for those
 * that are not processed yet.
 */
export function reportable(
  { begin, end }: { begin: Month; end: Month },
  available: Availability | undefined,
): { months: { from: Month; to: Month } | undefined; exceptions: CounterException[] } {
  const asked = monthsOf(begin, end);
  const gone = available ? asked.filter((month) => month < available.first) : [];
  const waiting = available ? asked.filter((month) => month > available.last) : asked;
  const there = available ? asked.filter((month) => month >= available.first && month <= available.last) : [];
  const [from, to] = [there[0], there.at(-1)];
  return {
    months: from !== undefined && to !== undefined ? { from, to } : undefined,
    exceptions: [
      ...(waiting.length > 0 ? [counterException(3031, spanWords(waiting))] : []),
      ...(gone.length > 0 ? [counterException(3032, `${spanWords(gone)}; available from ${available?.first}`)] : []),
    ],
  };
}

const spanWords = (months: readonly Month[]): string =>
  months.length === 1 ? String(months[0]) : `${months[0]} to ${months.at(-1)}`;
