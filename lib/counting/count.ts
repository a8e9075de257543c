import { METHOD_VERSION } from "@/lib/counter/count-day";
import type { Db } from "@/lib/db/connection";
import { advanceCountedThrough, dirtyStripes, recountStripes } from "./queries";

/** Above this many marks a pass goes stripe by stripe: an import of years must not be one endless transaction. */
const AT_ONCE = 20_000;

/**
 * One pass: recounts what was dirty when it looked. Late, twice, by two counters at once or killed half-way, the figures
 * come out the same. Everything acknowledged before the look is then counted, unless part of it was in another counter's
 * hands, which says so itself when it is done; new events meanwhile, however many, do not hold "counted through" back.
 */
export async function countPass(db: Db, progress?: (days: number) => void): Promise<{ marks: number; days: number }> {
  const { seen, stripes } = await dirtyStripes(db);
  let days = 0;
  let whole = true;
  for (const group of groupsOf(stripes)) {
    const recounted = await recountStripes(db, group, METHOD_VERSION);
    days += recounted.days;
    whole &&= recounted.whole;
    progress?.(days);
  }
  if (whole) await advanceCountedThrough(db, seen);
  return { marks: stripes.reduce((sum, { marks }) => sum + marks, 0), days };
}

/** Counts until nothing is dirty, or what is left is in another counter's hands. Returns the article-days recounted. */
export async function countDirty(db: Db, progress?: (days: number) => void): Promise<number> {
  let counted = 0;
  for (;;) {
    const { marks, days } = await countPass(db, (more) => progress?.(counted + more));
    counted += days;
    if (marks === 0 || days === 0) return counted;
  }
}

function groupsOf(stripes: { stripe: number; marks: number }[]): number[][] {
  const groups: number[][] = [];
  let marks = Number.POSITIVE_INFINITY;
  for (const { stripe, marks: more } of stripes) {
    if (marks + more > AT_ONCE) {
      groups.push([]);
      marks = 0;
    }
    groups.at(-1)?.push(stripe);
    marks += more;
  }
  return groups;
}
