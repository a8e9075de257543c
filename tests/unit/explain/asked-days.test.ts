import { expect, test } from "vitest";
import { funnelHref } from "@/app/_explained/funnel-link";
import { daysBetween } from "@/lib/calendar/day";
import { LONGEST_DAYS, offeredMonths, parseAskedDays } from "@/lib/explain/asked-days";

const NOW = new Date("2026-03-10T12:00:00Z");
const USUAL = { from: "2026-02-08", to: "2026-03-09", period: "usual" };

test.each<[string, Record<string, string | string[]>, object]>([
  ["nothing: the last 30 complete days", {}, USUAL],
  ["the form’s first entry", { month: "usual" }, USUAL],
  ["a month", { month: "2026-02" }, { from: "2026-02-01", to: "2026-02-28", period: "2026-02" }],
  ["a leap year’s", { month: "2024-02" }, { from: "2024-02-01", to: "2024-02-29" }],
  ["this month: up to today", { month: "2026-03" }, { from: "2026-03-01", to: "2026-03-10" }],
  ["days", { from: "2026-01-01", to: "2026-01-02" }, { from: "2026-01-01", to: "2026-01-02", period: "days" }],
  [
    "days up to one that is to come",
    { from: "2026-03-01", to: "2026-05-01" },
    { from: "2026-03-01", to: "2026-03-10" },
  ],
  ["days by the form", { month: "days", from: "2026-01-01", to: "2026-01-02" }, { from: "2026-01-01" }],
  ["a month chosen after days", { month: "2026-02", from: "2026-01-01", to: "2026-01-02" }, { from: "2026-02-01" }],
  ["the longest period", { from: "2025-12-01", to: "2026-03-02" }, { from: "2025-12-01", to: "2026-03-02" }],
])("%s", (_, search, expected) => {
  expect(parseAskedDays(search, NOW)).toMatchObject({ fault: undefined, ...expected });
});

test.each<[string, Record<string, string | string[]>, RegExp]>([
  ["a month that is none", { month: "2026-13" }, /month/],
  ["a month of words", { month: "May" }, /month/],
  ["a month to come", { month: "2026-04" }, /ahead/],
  ["a day that is none", { from: "2026-02-30", to: "2026-03-01" }, /from/],
  ["one end only", { from: "2026-02-01" }, /to must/],
  ["the wrong way round", { from: "2026-02-02", to: "2026-02-01" }, /after/],
  ["days to come", { from: "2026-04-01", to: "2026-04-02" }, /ahead/],
  ["a day too many", { from: "2025-12-01", to: "2026-03-03" }, /92 days/],
  ["two months", { month: ["2026-01", "2026-02"] }, /more than once/],
])("%s is said, and the usual days stand in", (_, search, fault) => {
  const asked = parseAskedDays(search, NOW);
  expect(asked).toMatchObject(USUAL);
  expect(asked.fault).toMatch(fault);
});

test("months are offered from the newest back to the first on record, three years at most", () => {
  expect(offeredMonths("2025-12-01", NOW)).toEqual(["2026-03", "2026-02", "2026-01", "2025-12"]);
  expect(offeredMonths(undefined, NOW)).toEqual(["2026-03"]);
  expect(offeredMonths("1990-01-01", NOW)).toHaveLength(36);
});

test("a chart leads to the funnel of its days, where they are not too many", () => {
  const linked = (from: string, to: string) => {
    const url = new URL(funnelHref("10.5555/a<b>", { from, to }), "http://site.invalid");
    expect(url.searchParams.get("doi")).toBe("10.5555/a<b>");
    expect(url.hash).toBe("#funnel");
    return parseAskedDays(Object.fromEntries(url.searchParams), NOW);
  };
  expect(linked("2026-03-01", "2026-03-07")).toMatchObject({ from: "2026-03-01", to: "2026-03-07", fault: undefined });
  expect(linked("2024-01-01", "2026-03-07")).toMatchObject(USUAL);
  const { from, to } = linked("2025-12-01", "2026-03-02");
  expect(daysBetween(from, to) + 1).toBe(LONGEST_DAYS);
});
