/** A UTC day, `2026-01-05`. Days, hours and months are UTC throughout: the Code names no zone, so one is fixed (decision 0003). */
export type Day = string;

export const DAY_MS = 86_400_000;

/** The day asked for last, and its number since 1970: instants come day by day, millions of them. */
let lastNumber = Number.NaN;
let lastDay: Day = "";

/** The UTC day that holds an instant. */
export function dayOf(at: Date): Day {
  const number = Math.floor(at.getTime() / DAY_MS);
  if (number !== lastNumber) {
    lastDay = at.toISOString().slice(0, 10);
    lastNumber = number;
  }
  return lastDay;
}

/** Midnight UTC with which a day begins. */
export function startOfDay(day: Day): Date {
  return new Date(`${day}T00:00:00.000Z`);
}

/** The day `count` days later; earlier when negative. */
export function addDays(day: Day, count: number): Day {
  return dayOf(new Date(startOfDay(day).getTime() + count * DAY_MS));
}

/** Days from one to the other: 0 for the same day, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / DAY_MS);
}

/** True for a real calendar day written `yyyy-mm-dd`; 2026-02-30 is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && dayOf(instant) === text;
}
