import { METHOD_VERSION } from "@/lib/counter/count-day";
import type { Db } from "@/lib/db/connection";
import { advanceCountedThrough, dirtyStripes, recountStripes } from "./queries";

/** Above this many marks a pass goes stripe by stripe: an import of years must not be one endless transaction. */
const AT_ONCE = 20_000;

/**
 * Counts all that is dirty and returns the number of article-days recounted. Late, twice, by two counters at once or
 * killed half-way: the figures come out the same. Moves "counted through" on when nothing is left.
 */
export async function countDirty(db: Db, progress?: (days: number) => void): Promise<number> {
  let counted = 0;
  for (;;) {
    const { seen, stripes } = await dirtyStripes(db);
    if (stripes.length === 0) {
      await advanceCountedThrough(db, seen);
      return counted;
    }
    let inPass = 0;
    for (const group of groupsOf(stripes)) {
      inPass += await recountStripes(db, group, METHOD_VERSION);
      progress?.(counted + inPass);
    }
    counted += inPass;
    // What is left is in another counter's hands; it says when that is done.
    if (inPass === 0) return counted;
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
