import type { Range } from "./comparison";
import { addDays, type Day, isDay } from "./day";

/** A UTC month, `2026-01`: the only grain of COUNTER reports. */
export type Month = string;

export const isMonth = (text: string): boolean => /^\d{4}-\d{2}$/.test(text) && isDay(`${text}-01`);

export const monthOf = (day: Day): Month => day.slice(0, 7);
export const firstDay = (month: Month): Day => `${month}-01`;
export const lastDay = (month: Month): Day => addDays(firstDay(addMonths(month, 1)), -1);

/** The month `count` months later; earlier when negative. */
export function addMonths(month: Month, count: number): Month {
  const number = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  return `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;
}

/** Every month of a range, both ends included, in order. */
export function monthsOf(from: Month, to: Month): Month[] {
  const months: Month[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}

/**
 * The months that some days touch and that were over with a day, from the first day of the first to the last of the last; of days in months
 * that were not, the latest that was.
 */
export function wholeMonths({ from, to }: Range, through: Day): Range {
  const over = addMonths(monthOf(addDays(through, 1)), -1);
  const last = monthOf(to) < over ? monthOf(to) : over;
  const first = monthOf(from) < last ? monthOf(from) : last;
  return { from: firstDay(first), to: lastDay(last) };
}
