import type { Day } from "@/lib/calendar/day";
import type { Interval } from "@/lib/calendar/interval";
import type { Preset } from "@/lib/calendar/preset";
import { MEASURES, noMeasures } from "./measures";
import type { UsagePoint } from "./series";

/**
 * The three measures of every chart, on pages and in print, in their fixed order: colours as custom properties, which on paper are those of
 * light pages; fills and dashes tell them apart without colour.
 */
export const SERIES = [
  {
    measure: "abstractViews",
    label: "Abstract views",
    colour: "--series-abstract",
    paper: "#1f6fb2",
    fill: "full",
    dash: [],
  },
  {
    measure: "fullTextViews",
    label: "Full-text views",
    colour: "--series-fulltext",
    paper: "#b8610b",
    fill: "lined",
    dash: [7, 3],
  },
  {
    measure: "pdfDownloads",
    label: "PDF downloads",
    colour: "--series-pdf",
    paper: "#0b7a5b",
    fill: "dotted",
    dash: [2, 2],
  },
] as const;
export type SeriesMeasure = (typeof SERIES)[number]["measure"];

export const RANGE_WORDS: Record<Preset, string> = {
  "7d": "Last 7 days",
  "28d": "Last 28 days",
  "90d": "Last 90 days",
  month: "This month",
  "last-month": "Last month",
  year: "This year",
  "last-year": "Last year",
  "12m": "Last 12 months",
  all: "Since recording began",
};

export const INTERVAL_WORDS: Record<Interval, string> = { day: "Day", week: "Week", month: "Month", year: "Year" };

/** One and many, after a number. */
export const INTERVAL_COUNT: Record<Interval, readonly [string, string]> = {
  day: ["day", "days"],
  week: ["week", "weeks"],
  month: ["month", "months"],
  year: ["year", "years"],
};

const LOCALE = "en-GB";
const whole = new Intl.NumberFormat(LOCALE);
const compact = new Intl.NumberFormat(LOCALE, { notation: "compact", maximumFractionDigits: 1 });
const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: "UTC" });
const longDay = format({ dateStyle: "long" });
const shortDay = format({ day: "numeric", month: "short" });
const dayOfYear = format({ day: "numeric", month: "short", year: "numeric" });
const month = format({ month: "short", year: "numeric" });
const clock = format({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
const instant = format({
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

export const wholeNumber = (count: number): string => whole.format(count);
/** 12.4k: thousands by the small letter of the kilo, as everywhere in print. */
export const compactNumber = (count: number): string =>
  count < 10_000 ? whole.format(count) : compact.format(count).replace("K", "k");
export const dayWords = (day: Day): string => longDay.format(new Date(`${day}T00:00:00Z`));
/** 9 Sep 2015. */
export const shortDayWords = (day: Day): string => dayOfYear.format(new Date(`${day}T00:00:00Z`));
/** An instant among others of about today: the time of day (UTC), with the day where it is another. */
export function clockWords(iso: string, now: Date): string {
  const at = new Date(iso);
  const today = at.toISOString().slice(0, 10) === now.toISOString().slice(0, 10);
  return today ? clock.format(at) : `${shortDay.format(at)}, ${clock.format(at)}`;
}
export const instantWords = (iso: string): string => `${instant.format(new Date(iso))} UTC`;

/** A point's interval in words. */
export function pointWords(start: Day, interval: Interval): string {
  const date = new Date(`${start}T00:00:00Z`);
  switch (interval) {
    case "day":
      return dayOfYear.format(date);
    case "week":
      return `Week of ${dayOfYear.format(date)}`;
    case "month":
      return month.format(date);
    case "year":
      return start.slice(0, 4);
  }
}

/** The short form under the axis. */
export function tickWords(start: Day, interval: Interval, longerThanAYear: boolean): string {
  const date = new Date(`${start}T00:00:00Z`);
  if (interval === "year") return start.slice(0, 4);
  return interval === "month" || longerThanAYear ? month.format(date) : shortDay.format(date);
}

/** The series as it is drawn and tabled: per interval, or running sums since the first point. Uniques add up exactly too. */
export function drawn(series: readonly UsagePoint[], cumulative: boolean): UsagePoint[] {
  if (!cumulative) return [...series];
  const sums = noMeasures();
  return series.map((point) => {
    for (const measure of MEASURES) sums[measure] += point[measure];
    return { ...point, ...sums };
  });
}

const ordinals = new Intl.PluralRules(LOCALE, { type: "ordinal" });
const ENDINGS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "st", two: "nd", few: "rd" };
/** 82nd. */
export const ordinal = (place: number): string => `${place}${ENDINGS[ordinals.select(place)] ?? "th"}`;

const share = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 1 });
/** A part of a whole; nothing of nothing is none. */
export const shareWords = (part: number, all: number): string => (all === 0 ? "–" : share.format(part / all));

const countries = new Intl.DisplayNames(LOCALE, { type: "region" });
/** The country of an ISO 3166-1 code. */
export const countryWords = (code: string): string => (code === "ZZ" ? "Not known" : (countries.of(code) ?? code));
