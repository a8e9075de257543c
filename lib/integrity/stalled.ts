import type { Day } from "@/lib/calendar/day";
import { type EvidenceOf, SIBLINGS, type Sibling } from "./evidence";

/** Fewer days of nothing are a quiet weekend. */
const DAYS = 3;
/** What a measure usually is beside its siblings is read from so many days before. */
export const BEFORE = 28;
const KNOWN = 14;
/** With so many to be expected, chance gives none once in three million times; and what is expected is read from as many of its siblings. */
const EXPECTED = 15;
/** The siblings move as ever between half and three times of what they were: beside a flood, a trickle is nothing. */
const AS_EVER = { least: 0.5, most: 3 };

export type SiblingDay = { day: Day } & Record<Sibling, number>;

export interface StalledRun {
  from: Day;
  to: Day;
  evidence: EvidenceOf<"stalled">;
}

/**
 * Days in a row on which one measure is 0 while the others move as ever, so that 15 or more of it were to be expected: a link that broke,
 * or a recorder that lost a kind of request. `series` has a point for every day, in order.
 */
export function stalledRuns(series: readonly SiblingDay[]): StalledRun[] {
  return SIBLINGS.flatMap((measure) => runsOf(series, measure));
}

function runsOf(series: readonly SiblingDay[], measure: Sibling): StalledRun[] {
  const runs: StalledRun[] = [];
  for (let start = 0; start < series.length; start += 1) {
    if (series[start]?.[measure] !== 0) continue;
    let end = start;
    while (series[end + 1]?.[measure] === 0) end += 1;
    const run = judge(series.slice(Math.max(0, start - BEFORE), start), series.slice(start, end + 1), measure);
    if (run) runs.push(run);
    start = end;
  }
  return runs;
}

function judge(before: readonly SiblingDay[], run: readonly SiblingDay[], measure: Sibling): StalledRun | undefined {
  const [from, to] = [run[0]?.day, run.at(-1)?.day];
  if (from === undefined || to === undefined || run.length < DAYS || before.length < KNOWN) return undefined;
  const was = sums(before, measure);
  const is = sums(run, measure);
  const pace = is.siblings / run.length / (was.siblings / before.length);
  // Not a number where there were none before.
  if (!(pace >= AS_EVER.least && pace <= AS_EVER.most)) return undefined;
  const expected = Math.round((is.siblings * was.measure) / was.siblings);
  if (expected < EXPECTED || is.siblings < EXPECTED) return undefined;
  const evidence = { days: run.length, expected, siblings: is.siblings, before: { days: before.length, ...was } };
  return { from, to, evidence: { rule: "stalled", measure, ...evidence } };
}

function sums(days: readonly SiblingDay[], measure: Sibling): { measure: number; siblings: number } {
  const of = (one: Sibling) => days.reduce((sum, day) => sum + day[one], 0);
  return {
    measure: of(measure),
    siblings: SIBLINGS.filter((one) => one !== measure).reduce((sum, one) => sum + of(one), 0),
  };
}
