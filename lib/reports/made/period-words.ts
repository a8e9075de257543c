import type { Range } from "@/lib/calendar/comparison";
import type { Day } from "@/lib/calendar/day";
import { lastDay } from "@/lib/calendar/month";

const format = (options: Intl.DateTimeFormatOptions) => {
  const words = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
  return (day: Day): string => words.format(new Date(`${day}T00:00:00Z`));
};
const month = format({ month: "long", year: "numeric" });
const whole = format({ day: "numeric", month: "short", year: "numeric" });
const ofYear = format({ day: "numeric", month: "short" });

/** "November 2025", "2025", "3 Mar 2026", "1 Jan – 31 Mar 2026": as short as days can be said. */
export function periodWords({ from, to }: Range): string {
  const [year, startsMonth] = [from.slice(0, 4), from.endsWith("-01")];
  if (from === `${year}-01-01` && to === `${year}-12-31`) return year;
  if (startsMonth && to === lastDay(from.slice(0, 7))) return month(from);
  if (from === to) return whole(from);
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))} – ${whole(to)}`;
  return `${from.slice(0, 4) === to.slice(0, 4) ? ofYear(from) : whole(from)} – ${whole(to)}`;
}
