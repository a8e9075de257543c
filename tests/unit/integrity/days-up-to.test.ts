import { expect, test } from "vitest";
import { daysUpTo } from "@/lib/integrity/look-at-series";

test("days from any first one to the last, whichever was asked for before", () => {
  const daysFrom = daysUpTo("2026-03-02");
  expect(daysFrom("2026-03-01")).toEqual(["2026-03-01", "2026-03-02"]);
  expect(daysFrom("2026-02-27")).toEqual(["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"]);
  expect(daysFrom("2026-03-02")).toEqual(["2026-03-02"]);
  expect(daysFrom("2026-03-03")).toEqual([]);
});
