import { result } from "./report";

export interface Times {
  p50: number;
  p95: number;
}

/** How long a piece of work takes, asked over and over, each time for another `n`. */
export async function timed(times: number, work: (n: number) => Promise<unknown>): Promise<Times> {
  const took: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const began = performance.now();
    await work(n);
    took.push(performance.now() - began);
  }
  took.sort((a, b) => a - b);
  const quantile = (q: number) => took[Math.floor(q * (took.length - 1))] ?? 0;
  return { p50: quantile(0.5), p95: quantile(0.95) };
}

/** Prints it; reached when nineteen of twenty took no longer than `most` milliseconds. */
export function timedResult(what: string, { p50, p95 }: Times, most?: number): void {
  result(
    what,
    `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
    most === undefined ? "" : `< ${most} ms at p95`,
    most === undefined ? undefined : p95 < most,
  );
}
