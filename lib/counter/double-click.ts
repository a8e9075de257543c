import { isDoubleClickFiltered } from "./action";
import type { Click } from "./click";

/** Two clicks up to and including 30 s apart are one; audit test E.2.3 calls "more than 30 seconds" two. */
export const DOUBLE_CLICK_MS = 30_000;

/**
 * COUNTER R5.1 §7.2. When a user repeats a URL within 30 seconds the earlier click is removed and the later kept,
 * pair by pair, so that a run of clicks leaves only its last. `visitor` must mean one user over all `clicks`.
 * Returns the survivors, oldest first.
 */
export function withoutDoubleClicks<C extends Click>(clicks: readonly C[]): C[] {
  const newestFirst = clicks.toSorted((a, b) => a.at.getTime() - b.at.getTime()).reverse();
  const nextClick = new Map<string, number>();
  const kept: C[] = [];
  for (const click of newestFirst) {
    const url = `${click.lane} ${click.visitor} ${click.action} ${click.part}`;
    const gap = (nextClick.get(url) ?? Number.POSITIVE_INFINITY) - click.at.getTime();
    if (gap > DOUBLE_CLICK_MS || !isDoubleClickFiltered(click.action)) kept.push(click);
    nextClick.set(url, click.at.getTime());
  }
  return kept.reverse();
}
