import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "@/lib/calendar/day";
import { flatRuns, spreadOf } from "@/lib/integrity/flat";

const series = (values: readonly number[]) => values.map((usage, i) => ({ day: addDays("2026-01-01", i), usage }));
const times = <T>(count: number, of: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => of(i));
/** Numbers that are the same in every run (Park and Miller). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
/** How many came of independent readers (Knuth). */
function poisson(mean: number, next: () => number): number {
  let count = 0;
  for (let left = next(); left > Math.exp(-mean); left *= next()) count += 1;
  return count;
}
const EVEN = [17, 23, 18, 22, 19, 21, 20];
const days = (values: readonly number[]) => flatRuns(series(values)).map(({ from, to }) => [from, to]);

test.each<[string, number[], string[][]]>([
  ["the same every day for two weeks", times(14, () => 20), [["2026-01-01", "2026-01-14"]]],
  [
    "85 or 86 every day, between days like others",
    [3, 40, 0, 12, ...times(20, (i) => 85 + (i % 2)), 0, 55, 7],
    [["2026-01-05", "2026-01-24"]],
  ],
  ["thirteen days", times(13, () => 20), []],
  ["fewer than ten a day", times(60, () => 9), []],
  ["weeks with weekends", times(56, (i) => (i % 7 < 5 ? 24 : 8)), []],
  ["a growing one", times(40, (i) => 10 + 3 * i), []],
  ["two weeks as even as chance gives once in three hundred times", [...EVEN, ...EVEN], []],
])("%s", (_, values, expected) => {
  expect(days(values)).toEqual(expected);
});

test("says what a run came to", () => {
  const [run] = flatRuns(series([50, ...times(20, (i) => 85 + (i % 2)), 3]));
  expect(run?.evidence).toEqual({ rule: "flat", days: 20, mean: 85.5, least: 85, most: 86, dispersion: 0.003 });
});

test("independent readers are not taken for a machine: two hundred years of articles of every size", () => {
  const next = chance(7);
  const found = times(100, (i) => times(730, () => poisson(10 + i, next))).flatMap(days);
  expect(found.length).toBeLessThanOrEqual(1);
});

test("a run is at least two weeks of ten a day, lies in the series, and is flatter than chance", () => {
  const values = fc.array(fc.oneof(fc.constant(30), fc.constant(31), fc.integer({ min: 0, max: 60 })), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(fc.tuple(values, fc.nat({ max: 40 })), ([some, count]) => {
      const all = [...some, ...times(count, () => 25)];
      for (const { from, to, evidence } of flatRuns(series(all))) {
        expect(evidence.days).toBeGreaterThanOrEqual(14);
        const first = series(all).findIndex(({ day }) => day === from);
        const run = all.slice(first, first + evidence.days);
        expect(addDays(from, evidence.days - 1)).toBe(to);
        expect(spreadOf(run).mean).toBeGreaterThanOrEqual(10);
        expect([evidence.least, evidence.most]).toEqual([Math.min(...run), Math.max(...run)]);
      }
      if (count >= 14) expect(days(all).length).toBeGreaterThan(0);
    }),
  );
});
