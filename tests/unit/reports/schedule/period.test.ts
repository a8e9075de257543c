import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/calendar/day";
import { isOfMonths, type Period, parsePeriod, periodRange, periodText } from "@/lib/reports/schedule/period";

describe("the days of a period", () => {
  test.each<[string, string, string, string]>([
    ["last-week", "2026-11-29", "2026-11-16", "2026-11-22"],
    ["last-week", "2026-11-30", "2026-11-23", "2026-11-29"],
    ["last-month", "2026-01-01", "2025-12-01", "2025-12-31"],
    ["last-month", "2024-03-31", "2024-02-01", "2024-02-29"],
    ["last-quarter", "2026-01-15", "2025-10-01", "2025-12-31"],
    ["last-quarter", "2026-03-31", "2025-10-01", "2025-12-31"],
    ["last-quarter", "2026-04-01", "2026-01-01", "2026-03-31"],
    ["last-quarter", "2026-11-29", "2026-07-01", "2026-09-30"],
    ["last-year", "2026-01-01", "2025-01-01", "2025-12-31"],
    ["financial-year:4", "2026-03-31", "2024-04-01", "2025-03-31"],
    ["financial-year:4", "2026-04-01", "2025-04-01", "2026-03-31"],
    ["financial-year:1", "2026-11-29", "2025-01-01", "2025-12-31"],
    ["rolling-days:1", "2026-03-01", "2026-02-28", "2026-02-28"],
    ["rolling-days:28", "2026-11-29", "2026-11-01", "2026-11-28"],
    ["rolling-months:12", "2026-11-29", "2025-11-01", "2026-10-31"],
    ["fixed:2026-01-01..2026-03-31", "2026-11-29", "2026-01-01", "2026-03-31"],
  ])("%s, told on %s", (text, today, from, to) => {
    const parsed = parsePeriod(text);
    expect("period" in parsed && periodRange(parsed.period, today)).toEqual({ from, to });
    expect("period" in parsed && periodText(parsed.period)).toBe(text);
  });

  const periods: fc.Arbitrary<Period> = fc.oneof(
    fc.constantFrom<Period>(
      { kind: "last-week" },
      { kind: "last-month" },
      { kind: "last-quarter" },
      { kind: "last-year" },
    ),
    fc.integer({ min: 1, max: 12 }).map((month): Period => ({ kind: "financial-year", month })),
    fc.integer({ min: 1, max: 60 }).map((months): Period => ({ kind: "rolling-months", months })),
    fc.integer({ min: 1, max: 400 }).map((days): Period => ({ kind: "rolling-days", days })),
  );
  const days = fc.integer({ min: 0, max: 9000 }).map((n) => addDays("2015-01-01", n));

  test("were over when the day began, and are never more than one period old", () => {
    fc.assert(
      fc.property(periods, days, (period, today) => {
        const { from, to } = periodRange(period, today);
        expect(from <= to && to < today).toBe(true);
        const tomorrow = periodRange(period, addDays(today, 1));
        // Told day after day, no day is left out between one and the next.
        expect(tomorrow.from <= addDays(to, 1)).toBe(true);
      }),
    );
  });

  test("are whole months where it says so", () => {
    fc.assert(
      fc.property(periods, days, (period, today) => {
        if (!isOfMonths(period)) return;
        const { from, to } = periodRange(period, today);
        expect([from.slice(8), addDays(to, 1).slice(8)]).toEqual(["01", "01"]);
      }),
    );
  });
});

test.each([
  ["tomorrow", "“tomorrow” is no period."],
  ["last-month:2", "last-month takes nothing after it"],
  ["rolling-days:0", "Days must be 1 to 1100."],
  ["rolling-months:1e3", "Months must be 1 to 120."],
  ["financial-year", "A financial year begins with a month, 1 to 12."],
  ["fixed:2026-02-30..2026-03-01", "Fixed days must be real ones, like 2026-01-31."],
  ["fixed:2026-03-02..2026-03-01", "The first day must not be after the last."],
])("%s is none", (text, fault) => {
  expect(parsePeriod(text)).toEqual({ fault });
});
