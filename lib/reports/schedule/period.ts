import type { Range } from "@/lib/calendar/comparison";
import { addDays, type Day, isDay } from "@/lib/calendar/day";
import { startOf } from "@/lib/calendar/interval";
import { addMonths, firstDay, lastDay, type Month, monthOf } from "@/lib/calendar/month";

/** The days a report is of, told from the day it is made on: what is over by then. */
export type Period =
  | { kind: "last-week" | "last-month" | "last-quarter" | "last-year" }
  /** The last one that is over; it begins with this month of the year. */
  | { kind: "financial-year"; month: number }
  | { kind: "rolling-days"; days: number }
  | { kind: "rolling-months"; months: number }
  | { kind: "fixed"; from: Day; to: Day };

const MOST = { days: 1100, months: 120 };

/** A period as definitions keep it: `last-month`, `rolling-months:12`, `financial-year:4`, `fixed:2026-01-01..2026-03-31`. */
export function periodText(period: Period): string {
  switch (period.kind) {
    case "financial-year":
      return `${period.kind}:${period.month}`;
    case "rolling-days":
      return `${period.kind}:${period.days}`;
    case "rolling-months":
      return `${period.kind}:${period.months}`;
    case "fixed":
      return `${period.kind}:${period.from}..${period.to}`;
    default:
      return period.kind;
  }
}

/** The inverse; a fault in words for what is no period. */
export function parsePeriod(text: string): { period: Period } | { fault: string } {
  const [kind = "", argument] = split(text);
  const number = /^\d{1,4}$/.test(argument ?? "") ? Number(argument) : Number.NaN;
  const among = (most: number) => number >= 1 && number <= most;
  switch (kind) {
    case "last-week":
    case "last-month":
    case "last-quarter":
    case "last-year":
      return argument === undefined ? { period: { kind } } : { fault: `${kind} takes nothing after it` };
    case "financial-year":
      return among(12)
        ? { period: { kind, month: number } }
        : { fault: "A financial year begins with a month, 1 to 12." };
    case "rolling-days":
      return among(MOST.days) ? { period: { kind, days: number } } : { fault: `Days must be 1 to ${MOST.days}.` };
    case "rolling-months":
      return among(MOST.months)
        ? { period: { kind, months: number } }
        : { fault: `Months must be 1 to ${MOST.months}.` };
    case "fixed": {
      const [from = "", to = ""] = (argument ?? "").split("..");
      if (!isDay(from) || !isDay(to)) return { fault: "Fixed days must be real ones, like 2026-01-31." };
      return from <= to ? { period: { kind, from, to } } : { fault: "The first day must not be after the last." };
    }
    default:
      return { fault: `“${kind}” is no period.` };
  }
}

function split(text: string): [string, string | undefined] {
  const at = text.indexOf(":");
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** The days of a period, told from a day: all of them were over when it began. */
export function periodRange(period: Period, today: Day): Range {
  const lastMonth = addMonths(monthOf(today), -1);
  switch (period.kind) {
    case "last-week": {
      const monday = addDays(startOf("week", today), -7);
      return { from: monday, to: addDays(monday, 6) };
    }
    case "last-month":
      return months(lastMonth, lastMonth);
    case "last-quarter": {
      const end = addMonths(monthOf(today), -(((Number(today.slice(5, 7)) - 1) % 3) + 1));
      return months(addMonths(end, -2), end);
    }
    case "last-year":
      return yearBefore(1, today);
    case "financial-year":
      return yearBefore(period.month, today);
    case "rolling-days":
      return { from: addDays(today, -period.days), to: addDays(today, -1) };
    case "rolling-months":
      return months(addMonths(lastMonth, 1 - period.months), lastMonth);
    case "fixed":
      return { from: period.from, to: period.to };
  }
}

const months = (from: Month, to: Month): Range => ({ from: firstDay(from), to: lastDay(to) });

/** The last twelve months that are over and begin with a month of the year. */
function yearBefore(month: number, today: Day): Range {
  const thisYears = `${today.slice(0, 4)}-${String(month).padStart(2, "0")}`;
  const current = thisYears <= monthOf(today) ? thisYears : addMonths(thisYears, -12);
  return months(addMonths(current, -12), addMonths(current, -1));
}

/** Whether a period is of whole months whenever it is told: COUNTER knows no other. */
export const isOfMonths = (period: Period): boolean =>
  period.kind === "fixed"
    ? period.from.endsWith("-01") && addDays(period.to, 1).endsWith("-01")
    : period.kind !== "last-week" && period.kind !== "rolling-days";
