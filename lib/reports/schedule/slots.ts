import { Cron } from "croner";
import type { Day } from "@/lib/calendar/day";
import type { Rule } from "./rule";

/**
 * The moments of a rule after an instant, in their order. The time is the wall clock's: where clocks go forward over it the moment is the
 * first after the gap, and where they go back it is the first of the two; each day of the rule has one.
 */
export function slotsAfter(rule: Rule, after: Date, count: number): Date[] {
  return new Cron(patternOf(rule), { timezone: rule.timeZone, paused: true }).nextRuns(count, after);
}

export function slotAfter(rule: Rule, after: Date): Date {
  const [slot] = slotsAfter(rule, after, 1);
  if (!slot) throw new Error("a rule without a moment to come");
  return slot;
}

/** The day a moment is on where the rule is at home: what “last month” is told from. */
export function localDay(at: Date, timeZone: string): Day {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return parts.format(at);
}

/** As cron has it, with seconds; `1W` is the weekday nearest to the 1st in its month, `L` the last day. */
function patternOf(rule: Rule): string {
  const [hour, minute] = rule.at.split(":").map(Number);
  const time = `0 ${minute} ${hour}`;
  switch (rule.every) {
    case "day":
      return `${time} * * *`;
    case "week":
      return `${time} * * ${rule.weekday % 7}`;
    case "month":
      return `${time} ${dayOf(rule.on)} * *`;
    case "quarter":
      return `${time} ${dayOf(rule.on)} ${[0, 3, 6, 9].map((start) => start + rule.month).join(",")} *`;
    case "year":
      return `${time} ${dayOf(rule.on)} ${rule.month} *`;
  }
}

const dayOf = (on: string): string => (on === "first-working-day" ? "1W" : on === "last-day" ? "L" : on);
