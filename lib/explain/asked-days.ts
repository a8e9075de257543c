import { z } from "zod";
import { addDays, type Day, dayOf, daysBetween, isDay } from "@/lib/calendar/day";
import { intervalStarts, nextStart } from "@/lib/calendar/interval";

/** The longest period whose requests are gone through for a page. */
export const LONGEST_DAYS = 92;
export const USUAL_DAYS = 30;
/** Months that are offered by name; older ones are asked for by their days. */
const OFFERED = 36;

export interface AskedDays {
  from: Day;
  to: Day;
  /** How the period was asked for: "usual", "days", or a month as 2026-01. */
  period: string;
  /** What of the address was not understood; the usual days stand in for it. */
  fault: string | undefined;
}

const Query = z.object({ month: z.string().optional(), from: z.string().optional(), to: z.string().optional() });

/**
 * The days an address asks for: a month, from and to (alone or with the month "days"), or the last 30 complete ones. Never more than
 * 92, nor days to come.
 */
export function parseAskedDays(search: Record<string, string | string[] | undefined>, now: Date): AskedDays {
  const today = dayOf(now);
  const usual = { from: addDays(today, -USUAL_DAYS), to: addDays(today, -1), period: "usual", fault: undefined };
  const given = Query.safeParse(Object.fromEntries(Object.entries(search).filter(([, value]) => value !== "")));
  if (!given.success) return { ...usual, fault: `${given.error.issues[0]?.path.join(".")} is given more than once` };
  const { month, from, to } = given.data;
  if ((from !== undefined || to !== undefined) && (month === undefined || month === "days")) {
    const fault = faultOf(from, to, today);
    if (fault !== undefined || from === undefined || to === undefined) return { ...usual, fault };
    return { from, to: earlier(to, today), period: "days", fault };
  }
  if (month === undefined || month === "usual") return usual;
  const first = `${month}-01`;
  if (!isDay(first)) return { ...usual, fault: "month must be a month like 2026-01" };
  if (first > today) return { ...usual, fault: `${month} lies ahead` };
  const last = addDays(nextStart("month", first), -1);
  return { from: first, to: earlier(last, today), period: month, fault: undefined };
}

function faultOf(from: string | undefined, to: string | undefined, today: Day): string | undefined {
  if (from === undefined || !isDay(from)) return "from must be a day like 2026-01-31";
  if (to === undefined || !isDay(to)) return "to must be a day like 2026-01-31";
  if (from > to) return `from lies after to (${to})`;
  if (from > today) return "from lies ahead";
  return daysBetween(from, earlier(to, today)) < LONGEST_DAYS
    ? undefined
    : `a period may have ${LONGEST_DAYS} days at most`;
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b);

/** The months that can be asked for by name, the newest first, as far back as there are records. */
export const offeredMonths = (since: Day | undefined, now: Date): string[] =>
  intervalStarts("month", since ?? dayOf(now), dayOf(now))
    .map((first) => first.slice(0, 7))
    .reverse()
    .slice(0, OFFERED);
