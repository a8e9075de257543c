import { describe, expect, test } from "vitest";
import { shortcutOf, takesKey } from "@/app/_charts/shortcut-keys";
import { parseDeskView } from "@/app/_desk/desk-view";
import { shortcutLinks } from "@/app/_desk/shortcut-links";
import { rangeAfter, rangeBefore } from "@/lib/calendar/comparison";

const press = (key: string, held: object = {}) => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, defaultPrevented: false },
  ...{ isComposing: false, ...held },
});

test.each([
  ["d", {}, "d"],
  ["D", {}, "d"],
  ["D", { shiftKey: true }, undefined],
  ["?", { shiftKey: true }, "?"],
  ["/", { shiftKey: true }, "/"],
  ["w", { ctrlKey: true }, undefined],
  ["a", { metaKey: true }, undefined],
  ["x", { altKey: true }, undefined],
  ["Escape", { defaultPrevented: true }, undefined],
  ["a", { isComposing: true }, undefined],
  ["ArrowLeft", {}, "ArrowLeft"],
  ["q", {}, undefined],
])("%s with %o is %s", (key, held, meant) => {
  expect(shortcutOf(press(key, held))).toBe(meant);
});

test("keys are for what is focused where that takes them", () => {
  const focused = (selector: string) => ({
    closest: (asked: string) => (asked.split(", ").includes(selector) ? ({} as Element) : null),
  });
  expect(takesKey(focused("input"), "d")).toBe(true);
  expect(takesKey(focused("dialog"), "d")).toBe(true);
  expect(takesKey(focused("[tabindex]"), "ArrowLeft")).toBe(true);
  expect(takesKey(focused("[tabindex]"), "d")).toBe(false);
  expect(takesKey(focused("main"), "ArrowLeft")).toBe(false);
});

describe("where keys lead", () => {
  const reach = { since: "2024-01-01", through: "2026-03-10" };
  const links = (search: Record<string, string>, asked = reach) =>
    shortcutLinks("/desk", parseDeskView(search, asked).view, asked, { more: [], comparison: true });

  test("D is the last whole day, and then the day before it", () => {
    expect(links({}).d).toBe("/desk?from=2026-03-10&to=2026-03-10");
    expect(links({ from: "2026-03-10", to: "2026-03-10" }).d).toBe("/desk?from=2026-03-09&to=2026-03-09");
  });

  test("relative ranges stay relative; M and Y go between this one and the last", () => {
    const { w, m, y, a } = links({});
    expect([w, m, y, a]).toEqual(["/desk?range=7d", "/desk?range=month", "/desk?range=year", "/desk?range=all"]);
    expect(links({ range: "month" }).m).toBe("/desk?range=last-month");
    expect(links({ range: "year" }).y).toBe("/desk?range=last-year");
  });

  test("arrows shift by the range's length, whole months by whole months, and not past what there is", () => {
    const shifted = links({ range: "last-month" });
    expect(shifted.ArrowLeft).toBe("/desk?from=2026-01-01&to=2026-01-31");
    expect(shifted.ArrowRight).toBe("/desk?from=2026-03-01&to=2026-03-10");
    expect(links({}).ArrowRight).toBeUndefined();
    expect(links({ from: "2024-01-01", to: "2024-01-31" }).ArrowLeft).toBeUndefined();
  });

  test("X turns the comparison off and on, and keeps the interval that was chosen", () => {
    expect(links({ interval: "week" }).x).toBe("/desk?compare=off&interval=week");
    expect(links({ compare: "off" }).x).toBe("/desk");
  });

  test("the range after is the one whose range before this is", () => {
    for (const range of [
      { from: "2026-01-01", to: "2026-01-31" },
      { from: "2025-11-01", to: "2026-02-28" },
      { from: "2026-01-05", to: "2026-01-18" },
    ])
      expect(rangeBefore(rangeAfter(range))).toEqual(range);
  });
});
