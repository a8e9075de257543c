import type { Period } from "./period";
import type { Rule } from "./rule";

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
export const MONTH_NAMES = [
  ...["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"],
  ...["November", "December"],
] as const;

export const weekdayWords = (weekday: number): string => WEEKDAYS[weekday - 1] ?? String(weekday);
export const monthWords = (month: number): string => MONTH_NAMES[month - 1] ?? String(month);

/** A rule as the end of a sentence: “on the first working day of each month at 08:00 Europe/Zurich”. */
export function ruleWords(rule: Rule): string {
  const time = `at ${rule.at} ${rule.timeZone}`;
  switch (rule.every) {
    case "day":
      return `every day ${time}`;
    case "week":
      return `every ${weekdayWords(rule.weekday)} ${time}`;
    case "month":
      return `on the ${onWords(rule.on)} of each month ${time}`;
    case "quarter":
      return `on the ${onWords(rule.on)} of the ${["first", "second", "third"][rule.month - 1]} month of each quarter ${time}`;
    case "year":
      return `on the ${onWords(rule.on)} of ${monthWords(rule.month)} each year ${time}`;
  }
}

export function onWords(on: string): string {
  if (on === "first-working-day") return "first working day";
  if (on === "last-day") return "last day";
  const number = Number(on);
  const ending =
    number % 10 === 1 && number !== 11
      ? "st"
      : number % 10 === 2 && number !== 12
        ? "nd"
        : number % 10 === 3 && number !== 13
          ? "rd"
          : "th";
  return `${number}${ending}`;
}

/** A period without a day it is told from. */
export function periodKindWords(period: Period): string {
  switch (period.kind) {
    case "last-week":
      return "the week before";
    case "last-month":
      return "the month before";
    case "last-quarter":
      return "the quarter before";
    case "last-year":
      return "the calendar year before";
    case "financial-year":
      return `the financial year before (from ${monthWords(period.month)})`;
    case "rolling-days":
      return period.days === 1 ? "the day before" : `the ${period.days} days before`;
    case "rolling-months":
      return period.months === 1 ? "the month before" : `the ${period.months} months before`;
    case "fixed":
      return `${period.from} to ${period.to}`;
  }
}
