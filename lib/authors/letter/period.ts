import { addDays, type Day, daysBetween, isDay } from "@/lib/calendar/day";
import { addYears, type Interval } from "@/lib/calendar/interval";

/** Periods a letter may be of, by what the form sends. */
export const PERIODS = {
  all: "Since recording began",
  "12m": "The last 12 months",
  year: "Last calendar year",
  custom: "These days",
} as const;
export type Period = keyof typeof PERIODS;

/** The days a letter is of, within those on record; undefined when there are none. */
export function letterDays(
  asked: { period: string; from: string; to: string },
  { since, through }: { since: Day; through: Day },
): { from: Day; to: Day } | undefined {
  const days = daysOf(asked, { since, through });
  if (!days) return undefined;
  const from = days.from > since ? days.from : since;
  const to = days.to < through ? days.to : through;
  return from <= to ? { from, to } : undefined;
}

function daysOf(
  { period, from, to }: { period: string; from: string; to: string },
  { since, through }: { since: Day; through: Day },
): { from: Day; to: Day } | undefined {
  switch (period) {
    case "all":
      return { from: since, to: through };
    case "12m":
      return { from: addDays(addYears(through, -1), 1), to: through };
    case "year": {
      const year = Number(through.slice(0, 4)) - 1;
      return { from: `${year}-01-01`, to: `${year}-12-31` };
    }
    case "custom":
      return isDay(from) && isDay(to) && from <= to ? { from, to } : undefined;
    default:
      return undefined;
  }
}

/** How the chart of a period is cut, so that its bars can be told apart on paper. */
export function chartInterval({ from, to }: { from: Day; to: Day }): Interval {
  const days = daysBetween(from, to) + 1;
  if (days <= 62) return "day";
  if (days <= 200) return "week";
  return days <= 5 * 366 ? "month" : "year";
}
