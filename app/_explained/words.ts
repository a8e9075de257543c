import type { Day } from "@/lib/calendar/day";
import type { Action } from "@/lib/counter/action";
import { dayWords } from "@/lib/usage/words";

/** What was asked for, in a reader's words. */
export const ACTION_WORDS: Record<Action, string> = {
  abstract: "Abstract",
  fulltext: "Full text",
  pdf: "PDF",
  xml: "XML",
  epub: "EPUB",
  supplement: "Supplement",
  figure: "Figure",
  references: "References",
  export: "Citation export",
  share: "Share",
  linkout: "Link to elsewhere",
  search: "Search",
  denied: "Refused: no licence",
  limited: "Refused: too many readers",
};

const month = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: "UTC" });
const regions = new Intl.DisplayNames("en", { type: "region" });

/** "January 2026", of a month's first day or of `2026-01`. */
export const monthWords = (first: Day): string => month.format(new Date(`${first.slice(0, 7)}-01T00:00:00Z`));
export const clockWords = (at: Date): string => clock.format(at);
export const daysWords = (from: Day, to: Day): string =>
  from === to ? dayWords(from) : `${dayWords(from)} to ${dayWords(to)}`;
export const countryWords = (code: string): string => (code === "ZZ" ? "not known" : (regions.of(code) ?? code));
export const plural = (count: number, one: string, many = `${one}s`): string => (count === 1 ? one : many);
