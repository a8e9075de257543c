import { addDays, type Day, isDay, startOfDay } from "./day";

/** How a range is cut into points. Weeks are ISO weeks and begin on Monday. */
export const INTERVALS = ["day", "week", "month", "year"] as const;
export type Interval = (typeof INTERVALS)[number];

/** First day of the interval that holds `day`. */
export function startOf(interval: Interval, day: Day): Day {
  switch (interval) {
    case "day":
      return day;
    case "week":
      return addDays(day, -((startOfDay(day).getUTCDay() + 6) % 7));
    case "month":
      return `${day.slice(0, 7)}-01`;
    case "year":
      return `${day.slice(0, 4)}-01-01`;
  }
}

/** First day of the interval after the one that begins on `start`. */
export function nextStart(interval: Interval, start: Day): Day {
  switch (interval) {
    case "day":
      return addDays(start, 1);
    case "week":
      return addDays(start, 7);
    case "month":
      return startOf("month", addDays(start, 31));
    case "year":
      return startOf("year", addDays(start, 366));
  }
}

/** The first days of every interval that touches `from` to `to` (both inclusive), in order. */
export function intervalStarts(interval: Interval, from: Day, to: Day): Day[] {
  const starts: Day[] = [];
  for (let start = startOf(interval, from); start <= to; start = nextStart(interval, start)) starts.push(start);
  return starts;
}

/** The day of the same name in another year; the 28th stands in for a 29th of February that is not there. */
export function addYears(day: Day, years: number): Day {
  const year = Number(day.slice(0, 4)) + years;
  const namesake = `${String(year).padStart(4, "0")}${day.slice(4)}`;
  return isDay(namesake) ? namesake : `${namesake.slice(0, 8)}28`;
}
