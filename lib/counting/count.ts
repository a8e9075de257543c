import type { Day } from "@/lib/calendar/day";
import { METHOD_VERSION } from "@/lib/counter/count-day";
import type { Db } from "@/lib/db/connection";
import { advanceCountedThrough, dirtyDays, recount } from "./queries";
import { STRIPES } from "./sql/claim";

/** Above this many marks a pass goes day by day: an import of years must not be one endless transaction. */
const AT_ONCE = 20_000;
/** Then each half of the articles is counted by itself, so that Postgres works with two processors. */
const HALVES = [STRIPES.slice(0, STRIPES.length / 2), STRIPES.slice(STRIPES.length / 2)];

/**
 * One pass: recounts what was dirty when it looked. Late, twice, by two counters at once or killed half-way, the figures
 * come out the same. Everything acknowledged before the look is then counted, unless part of it was in another counter's
 * hands, which says so itself when it is done; new events meanwhile, however many, do not hold "counted through" back.
 */
export async function countPass(db: Db, progress?: (days: number) => void): Promise<{ marks: number; days: number }> {
  const { seen, days: dirty } = await dirtyDays(db);
  const marks = dirty.reduce((sum, day) => sum + day.marks, 0);
  const ranges = rangesOf(dirty);
  let days = 0;
  let whole = true;
  const count = async (stripes: readonly number[]) => {
    for (const range of ranges) {
      const recounted = await recount(db, { stripes, ...range }, METHOD_VERSION);
      days += recounted.days;
      whole &&= recounted.whole;
      progress?.(days);
    }
  };
  await Promise.all(ranges.length > 1 ? HALVES.map(count) : [count(STRIPES)]);
  if (whole) await advanceCountedThrough(db, seen);
  return { marks, days };
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

/** Days that follow one another, as many as are counted at once: their events lie beside each other on the disk. */
function rangesOf(dirty: readonly { day: Day; marks: number }[]): { from: Day; to: Day }[] {
  const ranges: { from: Day; to: Day }[] = [];
  let marks = 0;
  for (const { day, marks: more } of dirty) {
    const last = ranges.at(-1);
    if (last && marks + more <= AT_ONCE) {
      last.to = day;
      marks += more;
    } else {
      ranges.push({ from: day, to: day });
      marks = more;
    }
  }
  return ranges;
}
