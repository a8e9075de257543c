import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deskHref, parseDeskView, type SearchParams } from "@/app/_desk/desk-view";
import { COMPARISONS } from "@/lib/calendar/comparison";
import { INTERVALS } from "@/lib/calendar/interval";
import { PRESETS } from "@/lib/calendar/preset";

const RECORD = { since: "2024-02-01", through: "2026-06-14" };

describe("an address is read", () => {
  test.each<[string, SearchParams, object]>([
    [
      "without anything",
      {},
      {
        range: "28d",
        from: "2026-05-18",
        to: "2026-06-14",
        compare: "previous",
        interval: "day",
        beside: { from: "2026-04-20", to: "2026-05-17" },
      },
    ],
    [
      "with a preset",
      { range: "last-month", compare: "year" },
      { from: "2026-05-01", to: "2026-05-31", beside: { from: "2025-05-01", to: "2025-05-31" } },
    ],
    [
      "with all of the record",
      { range: "all", compare: "off" },
      { from: "2024-02-01", to: "2026-06-14", interval: "month", beside: undefined },
    ],
    ["with days", { from: "2026-01-01", to: "2026-12-31" }, { range: "custom", from: "2026-01-01", to: "2026-06-14" }],
    [
      "with days beside days",
      { from: "2026-01-01", to: "2026-01-07", compare: "custom", "with-from": "2025-12-01", "with-to": "2025-12-07" },
      { beside: { from: "2025-12-01", to: "2025-12-07" } },
    ],
  ])("%s", (_, params, view) => {
    const read = parseDeskView(params, RECORD);
    expect(read.faults).toEqual([]);
    expect(read.view).toMatchObject(view);
  });

  test.each<[SearchParams, string]>([
    [{ range: "yesterday" }, "range must be one of"],
    [{ range: ["7d", "28d"] }, "range is given more than once"],
    [{ from: "2026-02-30", to: "2026-03-01" }, "from must be a day like"],
    [{ from: "2026-03-02", to: "2026-03-01" }, "from lies after to"],
    [{ from: "2027-03-02", to: "2027-03-03" }, "from lies after 2026-06-14"],
    [{ to: "2026-03-01" }, "from is missing"],
    [{ range: "custom" }, "from and to are missing"],
    [{ compare: "custom" }, "with-from and with-to are missing"],
    [{ compare: "mars" }, "compare must be one of"],
    [{ interval: "hour" }, "interval must be one of"],
  ])("%o is named", (params, words) => {
    expect(parseDeskView(params, RECORD).faults.join("; ")).toContain(words);
  });
});

test("a view's address is read as that view", () => {
  const day = fc
    .integer({ min: 0, max: 860 })
    .map((n) => new Date(Date.UTC(2024, 1, 1 + n)).toISOString().slice(0, 10));
  const range = fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
  const params = fc.record(
    {
      range: fc.constantFrom<string>(...PRESETS),
      compare: fc.constantFrom<string>(...COMPARISONS.filter((one) => one !== "custom")),
      interval: fc.constantFrom<string>(...INTERVALS),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(params, fc.option(range), fc.option(range), (asked, custom, beside) => {
      const search = {
        ...asked,
        ...(custom ?? {}),
        ...(beside ? { compare: "custom", "with-from": beside.from, "with-to": beside.to } : {}),
      };
      const { view, faults } = parseDeskView(search, RECORD);
      expect(faults).toEqual([]);
      const again = Object.fromEntries(new URL(deskHref("/desk", view), "http://x").searchParams);
      expect(parseDeskView(again, RECORD)).toEqual({ view, faults: [] });
    }),
  );
});
