import { isDoubleClickFiltered } from "./action";
import { ACCESS_METHOD_CODES, ACCESS_TYPE_CODES } from "./attributes";
import type { Click } from "./click";

/** Two clicks up to and including 30 s apart are one; audit test E.2.3 calls "more than 30 seconds" two. */
export const DOUBLE_CLICK_MS = 30_000;

/** What else tells clicks of one instant apart; a log knows only seconds, so that there are many. */
const attributesOf = (click: Click) => [
  ACCESS_TYPE_CODES[click.accessType],
  ACCESS_METHOD_CODES[click.accessMethod],
  click.year,
  click.country,
  click.institutions,
];

/** Oldest first, and those of one instant by their attributes: whatever order they are found in, the same one is the last. */
export function inOrder(a: Click, b: Click): number {
  const before = b.at.getTime() - a.at.getTime();
  if (before !== 0) return -before;
  const [left, right] = [attributesOf(a), attributesOf(b)];
  const differs = left.findIndex((attribute, i) => attribute !== right[i]);
  return differs === -1 ? 0 : (left[differs] ?? 0) < (right[differs] ?? 0) ? -1 : 1;
}

/** A click and, where it is the earlier half of a double click, the later one that takes its place. */
export interface PairedClick<C extends Click> {
  click: C;
  later: C | undefined;
}

/**
 * COUNTER R5.1 §7.2. When a user repeats a URL within 30 seconds the earlier click is removed and the later kept, pair by pair,
 * so that a run of clicks leaves only its last. `visitor` must mean one user over all `clicks`. Oldest first.
 */
export function pairedClicks<C extends Click>(clicks: readonly C[]): PairedClick<C>[] {
  const newestFirst = clicks.toSorted(inOrder).reverse();
  const nextClick = new Map<string, C>();
  const paired: PairedClick<C>[] = [];
  for (const click of newestFirst) {
    const url = `${click.lane} ${click.visitor} ${click.action} ${click.part}`;
    const next = nextClick.get(url);
    const near = next !== undefined && next.at.getTime() - click.at.getTime() <= DOUBLE_CLICK_MS;
    paired.push({ click, later: near && isDoubleClickFiltered(click.action) ? next : undefined });
    nextClick.set(url, click);
  }
  return paired.reverse();
}

/** The clicks that no later one takes the place of, oldest first. */
export const withoutDoubleClicks = <C extends Click>(clicks: readonly C[]): C[] =>
  pairedClicks(clicks).flatMap(({ click, later }) => (later === undefined ? [click] : []));
