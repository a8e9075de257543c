import fc from "fast-check";
import { expect, test } from "vitest";
import { DOUBLE_CLICK_MS, inOrder, withoutDoubleClicks } from "@/lib/counter/double-click";
import { click, clicksAroundADay } from "../../fixtures/clicks";

test.each([
  ["29 s apart", [0, 29], [29]],
  ["30 s apart: still one", [0, 30], [30]],
  ["31 s apart", [0, 31], [0, 31]],
  ["a run collapses to its last", [0, 20, 40, 60], [60]],
  ["two runs", [0, 20, 51], [20, 51]],
  ["the same instant twice", [5, 5], [5]],
])("%s", (_, seconds, kept) => {
  const start = Date.UTC(2026, 0, 5, 9);
  const survivors = withoutDoubleClicks(seconds.map((s) => click(start + s * 1000)));
  expect(survivors.map(({ at }) => (at.getTime() - start) / 1000)).toEqual(kept);
});

test("different users, actions, parts and lanes are not each other's double clicks", () => {
  const at = Date.UTC(2026, 0, 5, 9);
  const clicks = [
    click(at),
    click(at + 1, { visitor: "2" }),
    click(at + 2, { action: "fulltext" }),
    click(at + 3, { action: "supplement", part: 1 }),
    click(at + 4, { action: "supplement", part: 2 }),
    click(at + 5, { lane: "crawler" }),
  ];
  expect(withoutDoubleClicks(clicks)).toEqual(clicks);
});

test("searches have no double-click rule", () => {
  const clicks = [0, 1, 2].map((s) => click(Date.UTC(2026, 0, 5, 9, 0, s), { action: "search" }));
  expect(withoutDoubleClicks(clicks)).toHaveLength(3);
});

test("whatever order clicks of one instant are found in, the same one is kept", () => {
  fc.assert(
    fc.property(clicksAroundADay, (clicks) => {
      const kept = (found: typeof clicks) =>
        withoutDoubleClicks(found)
          .map((one) => JSON.stringify(one))
          .sort();
      expect(kept(clicks.toReversed())).toEqual(kept(clicks));
    }),
    { numRuns: 1_000 },
  );
});

test("agrees with the rule as the Code words it, for any clicks", () => {
  fc.assert(
    fc.property(clicksAroundADay, (unsorted) => {
      const all = unsorted.toSorted(inOrder);
      const survivors = all.filter(
        (one, i) =>
          one.action === "search" ||
          !all
            .slice(i + 1)
            .some(
              (later) =>
                later.visitor === one.visitor &&
                later.lane === one.lane &&
                later.action === one.action &&
                later.part === one.part &&
                later.at.getTime() - one.at.getTime() <= DOUBLE_CLICK_MS,
            ),
      );
      expect(withoutDoubleClicks(unsorted)).toEqual(survivors);
    }),
  );
});
