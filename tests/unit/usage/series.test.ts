import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween, isDay } from "@/lib/calendar/day";
import { INTERVALS, intervalStarts, nextStart, startOf } from "@/lib/calendar/interval";
import { noMeasures, sumOf } from "@/lib/usage/measures";
import { parseUsageQuery } from "@/lib/usage/query";
import { type DayUsage, seriesOf } from "@/lib/usage/series";

const usage = (day: string, pdfDownloads: number): DayUsage => ({ ...noMeasures(), day, pdfDownloads });
const day = fc.integer({ min: 0, max: 1500 }).map((n) => addDays("2024-01-01", n));

describe("a series", () => {
  test("has a zero for every empty day, and no point before the first record or after today", () => {
    const rows = [usage("2026-01-03", 2), usage("2026-01-06", 1)];
    const series = seriesOf(
      rows,
      { from: "2026-01-01", to: "2026-01-31", interval: "day" },
      "2026-01-03",
      "2026-01-07",
    );
    expect(series.map(({ start, pdfDownloads, partial }) => [start, pdfDownloads, partial])).toEqual([
      ["2026-01-03", 2, undefined],
      ["2026-01-04", 0, undefined],
      ["2026-01-05", 0, undefined],
      ["2026-01-06", 1, undefined],
      ["2026-01-07", 0, true],
    ]);
  });

  test("of an article with nothing on record is empty", () => {
    expect(seriesOf([], { from: "2026-01-01", to: "2026-01-31", interval: "day" }, undefined, "2026-02-01")).toEqual(
      [],
    );
  });

  test("marks weeks that the range cuts", () => {
    const range = { from: "2026-01-07", to: "2026-01-20", interval: "week" } as const;
    const series = seriesOf([], range, "2025-01-01", "2026-12-31");
    expect(series.map(({ start, partial }) => [start, partial])).toEqual([
      ["2026-01-05", true],
      ["2026-01-12", undefined],
      ["2026-01-19", true],
    ]);
  });

  test("sums to the same totals in every interval", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(day, fc.nat(50))), day, day, (pairs, a, b) => {
        const rows = pairs.map(([on, count]) => usage(on, count));
        const [from, to] = a < b ? [a, b] : [b, a];
        const totals = INTERVALS.map((interval) =>
          sumOf(seriesOf(rows, { from, to, interval }, "2024-03-01", "2027-06-01")),
        );
        const inRange = rows.filter(
          (row) => row.day >= from && row.day <= to && row.day >= "2024-03-01" && row.day <= "2027-06-01",
        );
        for (const total of totals) expect(total).toEqual(sumOf(inRange));
      }),
    );
  });
});

describe("intervals", () => {
  test.each([
    ["week", "2026-01-04", "2025-12-29"],
    ["week", "2026-01-05", "2026-01-05"],
    ["month", "2024-02-29", "2024-02-01"],
    ["year", "2026-07-01", "2026-01-01"],
  ] as const)("%s of %s starts on %s", (interval, on, start) => {
    expect(startOf(interval, on)).toBe(start);
  });

  test("follow each other without gap or overlap and hold their days", () => {
    fc.assert(
      fc.property(fc.constantFrom(...INTERVALS), day, fc.nat(800), (interval, from, length) => {
        const to = addDays(from, length);
        const starts = intervalStarts(interval, from, to);
        starts.forEach((start, i) => {
          expect(startOf(interval, start)).toBe(start);
          expect(nextStart(interval, start)).toBe(starts[i + 1] ?? nextStart(interval, start));
        });
        expect(starts[0]).toBe(startOf(interval, from));
        expect(starts.at(-1)).toBe(startOf(interval, to));
      }),
    );
  });

  test.each([
    ["2026-02-28", true],
    ["2024-02-29", true],
    ["2026-02-29", false],
    ["2026-13-01", false],
    ["2026-1-1", false],
    ["today", false],
  ])("%s", (text, real) => {
    expect(isDay(text)).toBe(real);
  });

  test("days are as far apart as they were added", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -900, max: 900 }), (from, n) => {
        expect(daysBetween(from, addDays(from, n))).toBe(n);
      }),
    );
  });
});

describe("a usage query", () => {
  const now = new Date("2026-11-23T12:00:00Z");
  const parsed = (query: string) => parseUsageQuery(new URLSearchParams(query), now);

  test("has defaults", () => {
    expect(parsed("")).toEqual({ from: undefined, to: "2026-11-23", interval: "day", format: "json", about: false });
  });

  test.each([
    ["from=2026-02-30", "from"],
    ["from=yesterday", "from"],
    ["from=", "from"],
    ["to=2026-1-1", "to"],
    ["from=2026-02-01&to=2026-01-01", "from"],
    ["from=2027-01-01", "from"],
    ["to=9999-01-01", "to"],
    ["from=1900-01-01", "from"],
    ["interval=hour", "interval"],
    ["interval=Day", "interval"],
    ["format=xml", "format"],
    ["colour=red", "colour"],
    ["from=2026-01-01&from=2026-01-02", "from"],
    ["about=yes", "about"],
  ])("%s is refused for its %s", (query, field) => {
    expect(parsed(query)).toMatchObject({ field });
  });
});
