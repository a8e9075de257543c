import { isInvestigation, isRequest } from "./action";
import type { Click } from "./click";
import { pairedClicks } from "./double-click";
import { sessionOf } from "./session";

/** What became of one click of a day. */
export interface ClickOutcome<C extends Click> {
  click: C;
  /** The click that takes its place: it is the earlier half of a double click and counts nowhere. */
  later: C | undefined;
  /** It is the first investigation, or request, of its session, and so the one that uniques count. */
  uniqueInvestigation: boolean;
  uniqueRequest: boolean;
}

/** Of every click of the day what became of it, oldest first; `countDay` only adds up. */
export function clickOutcomes<C extends Click>(day: string, clicks: readonly C[]): ClickOutcome<C>[] {
  const asOfThatDay = clicks.flatMap((click) => {
    if (dayOfClick(click) === day) return [click];
    return click.visitorBefore === undefined ? [] : [{ ...click, visitor: click.visitorBefore }];
  });
  const investigated = new Set<string>();
  const requested = new Set<string>();
  return pairedClicks(asOfThatDay).flatMap(({ click, later }) => {
    if (dayOfClick(click) !== day) return [];
    const unique = uniqueBy(click);
    const counts = later === undefined;
    const uniqueInvestigation = counts && isInvestigation(click.action) && !investigated.has(unique);
    const uniqueRequest = counts && isRequest(click.action) && !requested.has(unique);
    if (uniqueInvestigation) investigated.add(unique);
    if (uniqueRequest) requested.add(unique);
    return [{ click, later, uniqueInvestigation, uniqueRequest }];
  });
}

/** Uniques are told apart by every attribute a report splits by, so that each roll-up is a plain sum (counter-r5.1 §2.4). */
const uniqueBy = (click: Click): string => {
  const { lane, accessType, accessMethod, year, country, institutions } = click;
  return `${sessionOf(click)} ${lane} ${accessType} ${accessMethod} ${year} ${country} ${institutions}`;
};

const dayOfClick = (click: Click): string => click.at.toISOString().slice(0, 10);
