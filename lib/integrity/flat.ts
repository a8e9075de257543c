import type { Day } from "@/lib/calendar/day";
import type { EvidenceOf } from "./evidence";

/** Two weeks show a machine that counts to the same number; in four, less exactness is enough. */
const WINDOWS = [14, 28] as const;
/** Of fewer a day nothing can be said: chance alone keeps them together. */
export const FLAT_MEAN = 10;
/** Variance over mean; independent readers give 1, and real ones more, as weeks have weekends. */
const DISPERSION = 0.25;
/** One in thirty thousand windows of independent readers would be as even. */
const SIGMAS = -4;

export interface FlatRun {
  from: Day;
  to: Day;
  evidence: EvidenceOf<"flat">;
}

/**
 * Runs of at least 14 days on which an article had nearly the same figure day after day: on average 10 or more, and far less spread than
 * readers who come independently of each other can have. `series` has a point for every day, in order.
 */
export function flatRuns(series: readonly { day: Day; usage: number }[]): FlatRun[] {
  const flat = series.map(() => false);
  const sums = runningSums(series.map(({ usage }) => usage));
  for (const length of WINDOWS)
    for (let start = 0; start + length <= series.length; start += 1)
      if (isFlat(sums, start, length)) flat.fill(true, start, start + length);
  const runs: FlatRun[] = [];
  for (let start = 0; start < series.length; start += 1) {
    if (!flat[start]) continue;
    let end = start;
    while (flat[end + 1]) end += 1;
    runs.push(runOf(series.slice(start, end + 1)));
    start = end;
  }
  return runs;
}

/** Sums of the values before each, and of their squares: any window's mean and variance in two subtractions, exactly, as all are whole. */
function runningSums(values: readonly number[]): { sum: number; squares: number }[] {
  const sums = [{ sum: 0, squares: 0 }];
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value;
    squares += value * value;
    sums.push({ sum, squares });
  }
  return sums;
}

function isFlat(sums: readonly { sum: number; squares: number }[], start: number, length: number): boolean {
  const [before, after] = [sums[start], sums[start + length]];
  if (!before || !after) return false;
  const mean = (after.sum - before.sum) / length;
  if (mean < FLAT_MEAN) return false;
  const variance = (after.squares - before.squares - length * mean * mean) / (length - 1);
  const dispersion = Math.max(0, variance) / mean;
  if (dispersion >= DISPERSION) return false;
  // Of independent readers (n − 1) × dispersion is distributed as chi-square; its cube root is nearly normal (Wilson and Hilferty).
  const width = 2 / (9 * (length - 1));
  return (Math.cbrt(dispersion) - (1 - width)) / Math.sqrt(width) <= SIGMAS;
}

export function spreadOf(values: readonly number[]): { mean: number; dispersion: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, dispersion: mean === 0 ? 0 : variance / mean };
}

function runOf(points: readonly { day: Day; usage: number }[]): FlatRun {
  const values = points.map(({ usage }) => usage);
  const { mean, dispersion } = spreadOf(values);
  const [from = "", to = ""] = [points[0]?.day, points.at(-1)?.day];
  const rounded = { mean: round(mean), dispersion: round(dispersion) };
  return {
    from,
    to,
    evidence: { rule: "flat", days: points.length, least: Math.min(...values), most: Math.max(...values), ...rounded },
  };
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
