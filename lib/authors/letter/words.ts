import type { Day } from "@/lib/calendar/day";
import type { Interval } from "@/lib/calendar/interval";

const LOCALE = "en-GB";
const whole = new Intl.NumberFormat(LOCALE);
const longDay = new Intl.DateTimeFormat(LOCALE, { dateStyle: "long", timeZone: "UTC" });
const short = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", timeZone: "UTC" });
const month = new Intl.DateTimeFormat(LOCALE, { month: "short", year: "numeric", timeZone: "UTC" });
const minute = new Intl.DateTimeFormat(LOCALE, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
const ordinals = new Intl.PluralRules(LOCALE, { type: "ordinal" });
const ENDINGS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "st", two: "nd", few: "rd" };

export const numberWords = (count: number): string => whole.format(count);
export const dayWords = (day: Day): string => longDay.format(new Date(`${day}T00:00:00Z`));
export const minuteWords = (at: Date): string => `${minute.format(at)} UTC`;
export const ordinalWords = (place: number): string => `${place}${ENDINGS[ordinals.select(place)] ?? "th"}`;

/** A point of the chart under its axis. */
export function tickWords(start: Day, interval: Interval): string {
  const date = new Date(`${start}T00:00:00Z`);
  if (interval === "year") return start.slice(0, 4);
  return interval === "month" ? month.format(date) : short.format(date);
}

/** What the figures mean, for readers who do not know the Code. */
const DEFINITIONS: readonly (readonly [term: string, meaning: string])[] = [
  [
    "Views and downloads",
    "every look at the article or at information about it: abstract, full text, PDF, figures, references (COUNTER Total_Item_Investigations).",
  ],
  [
    "Full-text reads",
    "the full text shown or the PDF downloaded (COUNTER Total_Item_Requests); they are among the views and downloads.",
  ],
  [
    "Unique",
    "one for each reader’s session, which ends with the clock hour, however often the article was opened in it.",
  ],
  [
    "Not counted",
    "robots and AI agents, and the first of two clicks on the same within 30 seconds. Figures are of this site alone: copies elsewhere are not in them.",
  ],
];

/** The same, and what a percentile among some others is; for none, of none. */
export const definitionsOf = (peers: string | undefined): typeof DEFINITIONS =>
  peers === undefined
    ? DEFINITIONS
    : [
        ...DEFINITIONS,
        [
          "Percentile",
          `the share of this journal’s ${peers} that had gathered no more views and downloads by the same age in days.`,
        ],
      ];
