import { type Day, dayOf, daysBetween } from "@/lib/calendar/day";
import { INTERVALS, type Interval } from "@/lib/calendar/interval";
import { isPreset, PRESETS, type Preset, presetRange } from "@/lib/calendar/preset";
import { parseUsageQuery } from "@/lib/usage/query";

export type Reading = "cumulative" | "period";

/** What the chart shows, as the address says it. */
export interface ChartView {
  range: Preset | "custom";
  /** Undefined for all since recording began. */
  from: Day | undefined;
  to: Day;
  interval: Interval;
  /** The interval was chosen and does not follow the range. */
  chosenInterval: boolean;
  reading: Reading;
}

export type SearchParams = Record<string, string | string[] | undefined>;

/** Longest ranges drawn by day, and by week, unless chosen otherwise. */
const BY_DAY = 92;
const BY_WEEK = 750;

/**
 * Reads the address. What is not valid is named in `faults` and replaced by the default: a mistyped address shows a chart
 * and says what it did not understand. `recordedSince` decides how long "all" is.
 */
export function parseChartView(
  params: SearchParams,
  recordedSince: Day | undefined,
  now: Date,
): { view: ChartView; faults: string[] } {
  const faults: string[] = [];
  const one = (name: string): string | undefined => {
    const value = params[name];
    if (Array.isArray(value)) faults.push(`${name} is given more than once`);
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const { range, from, to } = parseRange(one("range"), one("from"), one("to"), now, faults);
  const interval = one("interval");
  const chosen = INTERVALS.find((known) => known === interval);
  if (interval !== undefined && !chosen) faults.push(`interval must be one of ${INTERVALS.join(", ")}`);
  const view = one("view");
  if (view !== undefined && view !== "cumulative" && view !== "period")
    faults.push("view must be cumulative or period");
  const days = daysBetween(from ?? recordedSince ?? to, to) + 1;
  return {
    view: {
      range,
      from,
      to,
      interval: chosen ?? (days <= BY_DAY ? "day" : days <= BY_WEEK ? "week" : "month"),
      chosenInterval: chosen !== undefined,
      reading: view === "period" ? "period" : "cumulative",
    },
    faults,
  };
}

function parseRange(
  range: string | undefined,
  from: string | undefined,
  to: string | undefined,
  now: Date,
  faults: string[],
): Pick<ChartView, "range" | "from" | "to"> {
  const today = dayOf(now);
  const fallback = { range: "all", ...presetRange("all", today) } as const;
  if (range === "custom" || (range === undefined && (from !== undefined || to !== undefined))) {
    const missing = [from === undefined && "from is missing", to === undefined && "to is missing"].filter(Boolean);
    if (from === undefined || to === undefined) {
      faults.push(missing.join(" and "));
      return fallback;
    }
    // The days the usage API takes, which the chart asks for news and for its CSV.
    const asked = parseUsageQuery(new URLSearchParams({ from, to }), now);
    if (!("field" in asked)) return { range: "custom", from, to };
    faults.push(`${asked.field} ${asked.detail}`);
    return fallback;
  }
  if (range === undefined) return fallback;
  if (!isPreset(range)) {
    faults.push(`range must be one of ${[...PRESETS, "custom"].join(", ")}`);
    return fallback;
  }
  return { range, ...presetRange(range, today) };
}

/** The address of a view: what is at its default is left out, so that relative ranges stay relative when shared. */
export function viewHref(path: string, view: ChartView, change: Partial<ChartView> = {}): string {
  const next = { ...view, ...change };
  const params = new URLSearchParams();
  if (next.range === "custom") {
    params.set("from", next.from ?? "");
    params.set("to", next.to);
  } else if (next.range !== "all") params.set("range", next.range);
  if (next.chosenInterval) params.set("interval", next.interval);
  if (next.reading !== "cumulative") params.set("view", next.reading);
  const query = params.toString();
  return `${path}${query ? `?${query}` : ""}#metrics`;
}
