import { childOf, childrenOf, textOf, type XmlElement } from "./xml-tree";

export interface JatsDate {
  year: string;
  /** `yyyy-mm-dd`, when the day is known. */
  day?: string;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** A date by its parts, and where they name no day by its attribute. A season or a day that is none leaves the year. */
export function dateOf(element: XmlElement | undefined): JatsDate | undefined {
  const iso = element?.attributes["iso-8601-date"] ?? "";
  const year = textOf(childOf(element, "year")) || iso.slice(0, 4);
  if (!/^(?:1[4-9]|2[01])\d\d$/.test(year)) return undefined;
  const said = textOf(childOf(element, "month"));
  const month = /^\d+$/.test(said) ? Number(said) : MONTHS.indexOf(said.slice(0, 3).toLowerCase()) + 1;
  const day = realDay(Number(year), month, Number(textOf(childOf(element, "day")))) ?? dayIn(iso, year);
  return { year, ...(day ? { day } : {}) };
}

function dayIn(iso: string, year: string): string | undefined {
  const [, y, month, day] = /^(\d{4})-?(\d\d)-?(\d\d)(?:T|$)/.exec(iso) ?? [];
  return y === year ? realDay(Number(y), Number(month), Number(day)) : undefined;
}

function realDay(year: number, month: number, day: number): string | undefined {
  if (!(month > 0 && day > 0)) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : undefined;
}

/** Days in the life of an article, or of an archive's copy, on which it was not published. */
const NOT_PUBLISHED = /release|nihms|preprint|retracted|corrected|received|accepted|rev-/;

/** The day it went online: that is the Version of Record. Else whatever date there is, one with a day first. */
export function publishedOf(meta: XmlElement): JatsDate | undefined {
  const dates = childrenOf(meta, "pub-date").flatMap((element) => {
    const { "pub-type": type = "", "date-type": kind = "", "publication-format": format = "" } = element.attributes;
    const date = dateOf(element);
    if (!date || NOT_PUBLISHED.test(type) || NOT_PUBLISHED.test(kind)) return [];
    const online = /^e-?pub$/.test(type) || (/^(?:pub|epub|publication)$/.test(kind) && format !== "print");
    return [{ online, date }];
  });
  const best = dates.find(({ online, date }) => online && date.day) ?? dates.find(({ date }) => date.day) ?? dates[0];
  return best?.date;
}

/** The day of a step in an article's history; the last one where a step was taken more than once. */
export const historyOf = (meta: XmlElement, ...types: string[]): string | undefined =>
  childrenOf(childOf(meta, "history"), "date")
    .filter((date) => types.includes(date.attributes["date-type"] ?? ""))
    .flatMap((date) => dateOf(date)?.day ?? [])
    .sort()
    .at(-1);
