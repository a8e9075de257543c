import fc from "fast-check";
import { expect, test } from "vitest";
import { countDay } from "@/lib/counter/count-day";
import { click, clicksAroundADay } from "../../fixtures/clicks";

const DAY = "2026-01-05";
const at = (time: string) => `${DAY}T${time}Z`;
const figures = (clicks: ReturnType<typeof click>[], day = DAY) =>
  countDay(day, clicks).map((usage) => [
    usage.totalItemInvestigations,
    usage.totalItemRequests,
    usage.uniqueItemInvestigations,
    usage.uniqueItemRequests,
  ]);

test("COUNTER's audit test E.2.3: 15 double clicks and 15 slower pairs, each in a session of its own", () => {
  const pairs = Array.from({ length: 30 }, (_, i) => {
    const first = Date.UTC(2026, 0, 5, 9, i);
    return [first, first + (i < 15 ? 29_000 : 31_000)].map((time) => click(time, { visitor: String(i) }));
  });
  expect(figures(pairs.flat())).toEqual([[45, 45, 30, 30]]);
});

test.each([
  ["PDF twice within 30 s", [click(at("09:00:00")), click(at("09:00:29"))], [1, 1, 1, 1]],
  [
    "HTML then PDF: two totals, one unique",
    [click(at("09:00:00"), { action: "fulltext" }), click(at("09:00:10"))],
    [2, 2, 1, 1],
  ],
  ["abstract then PDF", [click(at("09:00:00"), { action: "abstract" }), click(at("09:00:40"))], [2, 1, 1, 1]],
  ["over the hour by address and agent", [click(at("13:58:00")), click(at("14:01:00"))], [2, 2, 2, 2]],
  [
    "over the hour in a logged session",
    [click(at("13:58:00"), { namedSession: true }), click(at("14:01:00"), { namedSession: true })],
    [2, 2, 1, 1],
  ],
  ["a double click over the hour", [click(at("13:59:50")), click(at("14:00:05"))], [1, 1, 1, 1]],
  ["a supplement", [click(at("09:00:00"), { action: "supplement" })], [1, 0, 1, 0]],
])("%s", (_, clicks, expected) => {
  expect(figures(clicks)).toEqual([expected]);
});

test("a double click over midnight counts once, in the later day", () => {
  const late = click("2026-01-05T23:59:50Z", { visitor: "10" });
  const early = click("2026-01-06T00:00:05Z", { visitor: "20", visitorBefore: "10" });
  expect(figures([late, early], "2026-01-05")).toEqual([]);
  expect(figures([late, early], "2026-01-06")).toEqual([[1, 1, 1, 1]]);
});

test("totals are never less than uniques, nor investigations than requests", () => {
  fc.assert(
    fc.property(clicksAroundADay, (clicks) => {
      for (const usage of countDay(DAY, clicks)) {
        expect(usage.totalItemInvestigations).toBeGreaterThanOrEqual(usage.uniqueItemInvestigations);
        expect(usage.totalItemRequests).toBeGreaterThanOrEqual(usage.uniqueItemRequests);
        expect(usage.totalItemInvestigations).toBeGreaterThanOrEqual(usage.totalItemRequests);
        expect(usage.uniqueItemInvestigations).toBeGreaterThanOrEqual(usage.uniqueItemRequests);
      }
    }),
  );
});
