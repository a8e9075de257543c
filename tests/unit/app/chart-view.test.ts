import { describe, expect, test } from "vitest";
import { parseChartView, viewHref } from "@/app/_charts/chart-view";

const now = new Date("2026-11-23T12:00:00Z");
const parsed = (params: Record<string, string | string[]>, recordedSince: string | undefined = "2024-11-23") =>
  parseChartView(params, recordedSince, now);

describe("a chart's view", () => {
  test("is all since recording began, cumulative, unless the address says otherwise", () => {
    expect(parsed({})).toEqual({
      view: {
        range: "all",
        from: undefined,
        to: "2026-11-23",
        interval: "week",
        chosenInterval: false,
        reading: "cumulative",
      },
      faults: [],
    });
  });

  test.each([
    [{ range: "28d" }, "day"],
    [{ range: "90d" }, "day"],
    [{ range: "12m" }, "week"],
    [{ range: "28d", interval: "month" }, "month"],
    [{ from: "2020-01-01", to: "2026-01-01" }, "month"],
    [{ from: "2026-01-01", to: "2026-01-31" }, "day"],
  ])("of %o is drawn by %s", (params, interval) => {
    expect(parsed(params)).toMatchObject({ view: { interval }, faults: [] });
  });

  test("of an article without records is drawn by day", () => {
    expect(parseChartView({}, undefined, now).view.interval).toBe("day");
  });

  test.each([
    [{ range: "fortnight" }, "range"],
    [{ interval: "hour" }, "interval"],
    [{ view: "sideways" }, "view"],
    [{ from: "2026-01-01" }, "to"],
    [{ from: "2026-02-30", to: "2026-03-01" }, "from"],
    [{ from: "2026-03-02", to: "2026-03-01" }, "from"],
    [{ range: ["7d", "28d"] }, "range"],
    [{ range: "constructor" }, "range"],
  ])("of %o names %s and falls back", (params, field) => {
    const { view, faults } = parsed(params);
    expect(faults.join()).toContain(field);
    expect(view.to).toBe("2026-11-23");
  });

  test("survives being written into an address and read again", () => {
    for (const params of [
      {},
      { range: "7d" },
      { from: "2026-01-01", to: "2026-01-31", view: "period" },
      { range: "year", interval: "month" },
    ]) {
      const { view } = parsed(params as Record<string, string>);
      const query = new URL(viewHref("/a", view), "http://site.invalid").searchParams;
      expect(parsed(Object.fromEntries(query)).view).toEqual(view);
    }
  });
});
