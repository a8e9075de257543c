import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MILESTONES, milestonesOf, nextMilestone, settledThrough } from "@/lib/authors/milestones";
import { monthSoFar } from "@/lib/authors/this-month";
import { addDays } from "@/lib/calendar/day";

describe("milestones", () => {
  test("are these", () => {
    expect(MILESTONES.slice(0, 9)).toEqual([100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000]);
    expect(MILESTONES.every(Number.isInteger)).toBe(true);
  });

  test("are reached on the day that makes them full, several on one day too", () => {
    const days = [
      { day: "2026-01-01", total: 99 },
      { day: "2026-01-02", total: 1 },
      { day: "2026-01-05", total: 900 },
      { day: "2026-01-06", total: 1_500 },
    ];
    expect(milestonesOf(days, "2026-01-05")).toEqual([
      { milestone: 100, day: "2026-01-02" },
      { milestone: 250, day: "2026-01-05" },
      { milestone: 500, day: "2026-01-05" },
      { milestone: 1_000, day: "2026-01-05" },
    ]);
    expect(nextMilestone(1_000)).toBe(2_500);
    expect(nextMilestone(0)).toBe(100);
  });

  test("agree with adding everything up, whatever the days", () => {
    const day = fc.record({ ago: fc.nat(400), total: fc.nat(3_000) });
    fc.assert(
      fc.property(fc.array(day, { maxLength: 40 }), (some) => {
        const days = some
          .map(({ ago, total }) => ({ day: addDays("2026-06-30", -ago), total }))
          .sort((a, b) => (a.day < b.day ? -1 : 1));
        const upTo = (through: string) =>
          days.filter((one) => one.day <= through).reduce((sum, { total }) => sum + total, 0);
        const reached = milestonesOf(days, "2026-06-30");
        expect(reached.map(({ milestone }) => milestone)).toEqual(
          MILESTONES.filter((one) => one <= upTo("2026-06-30")),
        );
        for (const { milestone, day } of reached) {
          expect(upTo(day)).toBeGreaterThanOrEqual(milestone);
          expect(upTo(addDays(day, -1))).toBeLessThan(milestone);
        }
      }),
    );
  });

  test.each([
    ["2026-03-03T00:00:00Z", "2026-02-28"],
    ["2026-03-02T23:59:59Z", "2026-02-27"],
  ])("of days counted through %s those up to %s have settled", (counted, day) => {
    expect(settledThrough(new Date(counted))).toBe(day);
  });
});

describe("the month so far", () => {
  test.each([
    ["2026-11-20", "2026-11-01", "2026-11-20", "2026-10-01", "2026-10-20"],
    ["2026-03-30", "2026-03-01", "2026-03-30", "2026-02-01", "2026-02-28"],
    ["2026-02-28", "2026-02-01", "2026-02-28", "2026-01-01", "2026-01-31"],
    ["2026-01-01", "2026-01-01", "2026-01-01", "2025-12-01", "2025-12-01"],
  ])("up to %s is %s to %s, beside %s to %s", (through, from, to, fromBefore, toBefore) => {
    expect(monthSoFar(through)).toEqual({ month: { from, to }, before: { from: fromBefore, to: toBefore } });
  });
});
