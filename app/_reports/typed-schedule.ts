import type { TargetKind } from "@/lib/db/schema/reports";
import type { TypedSchedule } from "@/lib/reports/definition/schedule";
import type { Rule } from "@/lib/reports/schedule/rule";

/** The fields of the form that schedules a report, as texts. */
export const SCHEDULE_FIELDS = [
  ...["every", "weekday", "on", "quarter-month", "year-month", "at", "time-zone"],
  ...["mail", "webhook", "folder", "s3", "empty", "wait"],
] as const;
export type ScheduleTexts = Record<string, string>;

/** As the sentence of an empty form has it. */
export const NEW_SCHEDULE: ScheduleTexts = {
  ...{ every: "month", weekday: "1", on: "first-working-day", "quarter-month": "1", "year-month": "1", at: "08:00" },
  ...{ "time-zone": "UTC", mail: "", webhook: "", folder: "", s3: "", empty: "say", wait: "10" },
};

const TARGETS = ["mail", "webhook", "folder", "s3"] as const satisfies readonly TargetKind[];

/** What the form says, as far as it can be understood; `checkSchedule` says what is wrong with it. */
export function typedSchedule(texts: ScheduleTexts): TypedSchedule {
  const text = (name: string) => (texts[name] ?? "").trim();
  const number = (name: string) => (/^\d{1,6}$/.test(text(name)) ? Number(text(name)) : Number.NaN);
  const time = { at: text("at"), timeZone: text("time-zone") };
  const rule = (): unknown => {
    switch (text("every")) {
      case "week":
        return { every: "week", weekday: number("weekday"), ...time };
      case "month":
        return { every: "month", on: text("on"), ...time };
      case "quarter":
        return { every: "quarter", on: text("on"), month: number("quarter-month"), ...time };
      case "year":
        return { every: "year", on: text("on"), month: number("year-month"), ...time };
      default:
        return { every: text("every"), ...time };
    }
  };
  return {
    rule: rule(),
    targets: TARGETS.flatMap((kind) => addressesOf(kind, text(kind)).map((address) => ({ kind, address }))),
    whenEmpty: text("empty"),
    waitHours: number("wait") * 24,
  };
}

/** Addresses of mail have blanks, commas or lines between; of others each line is one. */
const addressesOf = (kind: TargetKind, text: string): string[] =>
  text
    .split(kind === "mail" ? /[\s,;]+/ : /[\r\n]+/)
    .map((address) => address.trim())
    .filter((address) => address !== "");

/** The form of a schedule that is kept. */
export function scheduleTexts(kept: {
  rule: Rule;
  targets: readonly { kind: TargetKind; address: string }[];
  whenEmpty: string;
  waitHours: number;
}): ScheduleTexts {
  const { rule } = kept;
  const on = "on" in rule ? { on: rule.on } : {};
  const month =
    rule.every === "quarter"
      ? { "quarter-month": String(rule.month) }
      : rule.every === "year"
        ? { "year-month": String(rule.month) }
        : {};
  return {
    ...NEW_SCHEDULE,
    ...{ every: rule.every, at: rule.at, "time-zone": rule.timeZone, ...on, ...month },
    ...(rule.every === "week" ? { weekday: String(rule.weekday) } : {}),
    ...Object.fromEntries(
      TARGETS.map((kind) => [
        kind,
        kept.targets
          .filter((one) => one.kind === kind)
          .map(({ address }) => address)
          .join("\n"),
      ]),
    ),
    ...{ empty: kept.whenEmpty, wait: String(Math.round(kept.waitHours / 24)) },
  };
}
