import { COMPARISONS, type Comparison, type Range, rangeBefore, rangeLastYear } from "@/lib/calendar/comparison";
import { type Day, daysBetween, isDay } from "@/lib/calendar/day";
import { INTERVALS, type Interval } from "@/lib/calendar/interval";
import { isPreset, PRESETS, type Preset, presetRange } from "@/lib/calendar/preset";
import { oneOf, paramsOf, type SearchParams, searchOf } from "@/lib/usage/search-params";

export { oneOf, paramsOf, type SearchParams, searchOf };

/** What a page of the desk shows, as its address says it. Ranges end with the last whole day that is counted, or before. */
export interface DeskView {
  range: Preset | "custom";
  from: Day;
  to: Day;
  compare: Comparison;
  /** The days it is set beside. */
  beside: Range | undefined;
  interval: Interval;
  /** The interval was chosen and does not follow the range. */
  chosenInterval: boolean;
  /** What the page shows unless it is asked otherwise, where that is not the usual. */
  usual?: Preset;
}

export const DEFAULT_RANGE: Preset = "28d";
/** Longest ranges shown by day, and by week, unless chosen otherwise. */
const BY_DAY = 92;
const BY_WEEK = 750;
/** Nothing was ever counted before. */
const EARLIEST = "1990-01-01";

/**
 * Reads the address. What is not valid is named in `faults` and replaced by the default. `through` is the last whole day, `since` the first
 * that is on record.
 */
export function parseDeskView(
  params: SearchParams,
  { since, through, usual = DEFAULT_RANGE }: { since: Day | undefined; through: Day; usual?: Preset },
): { view: DeskView; faults: string[] } {
  const faults: string[] = [];
  const fault = (words: string): undefined => void faults.push(words);
  for (const name of ["range", "from", "to", "compare", "with-from", "with-to", "interval"])
    if (Array.isArray(params[name])) fault(`${name} is given more than once`);
  const asked = (name: string, known: readonly string[]) => {
    const value = oneOf(params, name);
    if (value !== undefined && !known.includes(value)) return fault(`${name} must be one of ${known.join(", ")}`);
    return value;
  };
  const custom = customRange(params, "from", "to", through, fault);
  const named = asked("range", [...PRESETS, "custom"]);
  const range = custom ? "custom" : named !== undefined && isPreset(named) ? named : usual;
  if (named === "custom" && !custom && faults.length === 0) fault("from and to are missing");
  const first = since ?? through;
  const { from = first < through ? first : through, to } =
    custom ?? presetRange(range === "custom" ? usual : range, through);
  const compare = (asked("compare", COMPARISONS) as Comparison | undefined) ?? "previous";
  const interval = asked("interval", INTERVALS) as Interval | undefined;
  const days = daysBetween(from, to) + 1;
  const chosen = compare === "custom" ? customRange(params, "with-from", "with-to", through, fault) : undefined;
  if (compare === "custom" && !chosen && faults.length === 0) fault("with-from and with-to are missing");
  const beside = {
    off: undefined,
    previous: rangeBefore({ from, to }),
    year: rangeLastYear({ from, to }),
    custom: chosen,
  }[compare];
  return {
    view: {
      ...{ range, from, to, compare: compare === "custom" && !chosen ? "off" : compare, beside },
      interval: interval ?? (days <= BY_DAY ? "day" : days <= BY_WEEK ? "week" : "month"),
      chosenInterval: interval !== undefined,
      ...(usual === DEFAULT_RANGE ? {} : { usual }),
    },
    faults,
  };
}

function customRange(
  params: SearchParams,
  fromName: string,
  toName: string,
  through: Day,
  fault: (words: string) => undefined,
): Range | undefined {
  const [from, to] = [oneOf(params, fromName), oneOf(params, toName)];
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined) return fault(`${fromName} is missing`);
  if (to === undefined) return fault(`${toName} is missing`);
  for (const [name, day] of [
    [fromName, from],
    [toName, to],
  ])
    if (!isDay(day ?? "") || (day ?? "") < EARLIEST) return fault(`${name} must be a day like 2026-01-31`);
  if (from > to) return fault(`${fromName} lies after ${toName}`);
  if (from > through) return fault(`${fromName} lies after ${through}, the last day that is counted whole`);
  return { from, to: to < through ? to : through };
}

/** The parameters of a view: what is at its default is left out, so that relative ranges stay relative when shared. */
export function viewParams(view: DeskView): URLSearchParams {
  const params = new URLSearchParams();
  if (view.range === "custom") {
    params.set("from", view.from);
    params.set("to", view.to);
  } else if (view.range !== (view.usual ?? DEFAULT_RANGE)) params.set("range", view.range);
  if (view.compare !== "previous") params.set("compare", view.compare);
  if (view.compare === "custom" && view.beside) {
    params.set("with-from", view.beside.from);
    params.set("with-to", view.beside.to);
  }
  if (view.chosenInterval) params.set("interval", view.interval);
  return params;
}

/** The address of a page with a view, changed in part, and whatever else the page is asked. */
export function deskHref(
  path: string,
  view: DeskView,
  change: Partial<DeskView> = {},
  more: Iterable<readonly [string, string]> = [],
): string {
  const params = viewParams({ ...view, ...change });
  for (const [name, value] of more) params.append(name, value);
  const query = params.toString();
  return query ? `${path}?${query}` : path;
}
