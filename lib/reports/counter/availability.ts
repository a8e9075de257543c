import { dayOf } from "@/lib/calendar/day";
import { addMonths, type Month, monthOf, monthsOf } from "@/lib/calendar/month";
import type { UsageMonth } from "@/lib/counting/sql/months";
import { type CounterException, counterException } from "./exception";

/** The months of which there are reports; undefined before the first is complete. */
export interface Availability {
  first: Month;
  last: Month;
  /** Months between that are written to late and not complete yet. */
  open: Month[];
}

/** COUNTER R5.1 §3.2.6 has so many months requestable, whatever came before. */
const KEPT_MONTHS = 24;

/**
 * From the first complete month to the last: nothing of a month is reported before the whole of it is processed (COUNTER R5.1 §3.2.6).
 * A month between that is not complete holds back itself alone.
 */
export function availabilityOf(
  months: readonly Pick<UsageMonth, "month" | "completed">[],
  now: Date,
): Availability | undefined {
  const past = addMonths(monthOf(dayOf(now)), -1);
  const named = months.map(({ month, completed }) => ({ month: monthOf(month), completed }));
  const complete = withoutStrays(
    named.flatMap(({ month, completed }) => (completed !== null && month <= past ? [month] : [])).sort(),
  );
  const [first, last] = [complete[0], complete.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const open = named
    .filter(({ month, completed }) => completed === null && month > first && month < last)
    .map(({ month }) => month)
    .sort();
  return { first, last, open };
}

/**
 * Months that more than two years without any usage part from those after them are of a sender's wrong clock: reports begin after them.
 * They are older than what has to be requestable in any case.
 */
function withoutStrays(months: readonly Month[]): Month[] {
  const start = months.findLastIndex((month, i) => {
    const before = months[i - 1];
    return before !== undefined && addMonths(before, KEPT_MONTHS + 1) < month;
  });
  return months.slice(Math.max(0, start));
}

/** The months of a report, from the first to the last; those of `without` are left out. */
export interface ReportedMonths {
  from: Month;
  to: Month;
  without: Month[];
}

/**
 * The part of a period that can be reported, and the exceptions for the rest: 3032 for months before the first on record, 3031 for those
 * that are not processed yet.
 */
export function reportable(
  { begin, end }: { begin: Month; end: Month },
  available: Availability | undefined,
): { months: ReportedMonths | undefined; exceptions: CounterException[] } {
  const asked = monthsOf(begin, end);
  const isGone = (month: Month) => available !== undefined && month < available.first;
  const isThere = (month: Month) =>
    available !== undefined && month >= available.first && month <= available.last && !available.open.includes(month);
  const gone = asked.filter(isGone);
  const there = asked.filter(isThere);
  const waiting = asked.filter((month) => !isGone(month) && !isThere(month));
  const [from, to] = [there[0], there.at(-1)];
  return {
    months:
      from !== undefined && to !== undefined
        ? { from, to, without: waiting.filter((month) => month > from && month < to) }
        : undefined,
    exceptions: [
      ...(waiting.length > 0 ? [counterException(3031, spanWords(waiting))] : []),
      ...(gone.length > 0 ? [counterException(3032, `${spanWords(gone)}; available from ${available?.first}`)] : []),
    ],
  };
}

/** Months in their order as spans: `2026-01, 2026-03 to 2026-05`. */
function spanWords(months: readonly Month[]): string {
  const spans: [Month, Month][] = [];
  for (const month of months) {
    const span = spans.at(-1);
    if (span && addMonths(span[1], 1) === month) span[1] = month;
    else spans.push([month, month]);
  }
  return spans.map(([from, to]) => (from === to ? from : `${from} to ${to}`)).join(", ");
}
