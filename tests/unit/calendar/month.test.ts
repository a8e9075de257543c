import { expect, test } from "vitest";
import { wholeMonths } from "@/lib/calendar/month";

test.each([
  ["days within months that are over", "2025-11-10", "2026-01-02", "2026-03-15", "2025-11-01", "2026-01-31"],
  ["days that reach into the running month", "2026-02-20", "2026-03-15", "2026-03-15", "2026-02-01", "2026-02-28"],
  [
    "a month that ended with the last day counted",
    "2026-03-01",
    "2026-03-31",
    "2026-03-31",
    "2026-03-01",
    "2026-03-31",
  ],
  ["days of the running month alone", "2026-03-01", "2026-03-15", "2026-03-15", "2026-02-01", "2026-02-28"],
])("%s", (_, from, to, through, first, last) => {
  expect(wholeMonths({ from, to }, through)).toEqual({ from: first, to: last });
});
