import { z } from "zod";
import { addDays, type Day, dayOf, isDay } from "@/lib/calendar/day";
import { INTERVALS, type Interval } from "@/lib/calendar/interval";

/** A request for a series, as the address says it. A missing `from` means since recording began. */
export interface AskedUsage {
  from: Day | undefined;
  to: Day;
  interval: Interval;
  format: "json" | "csv";
  /** Lines about the figures above a CSV's heading, for people who open it in a spreadsheet. */
  about: boolean;
}

export interface QueryFault {
  field: string;
  detail: string;
}

const day = z.string().refine(isDay, "must be a day like 2026-01-31");

const Query = z.strictObject({
  from: day.optional(),
  to: day.optional(),
  interval: z.enum(INTERVALS, { error: `must be one of ${INTERVALS.join(", ")}` }).default("day"),
  format: z.enum(["json", "csv"], { error: "must be json or csv" }).default("json"),
  about: z.enum(["0", "1"], { error: "must be 0 or 1" }).default("0"),
});

/** The furthest day that may be asked for: a year ahead is a plan, a thousand years are a mistake. */
const FURTHEST_DAYS = 366;

/** Parses the query of a usage address; a fault names the field. `to` is today unless given. */
export function parseUsageQuery(search: URLSearchParams, now: Date): AskedUsage | QueryFault {
  const repeated = [...new Set(search.keys())].find((name) => search.getAll(name).length > 1);
  if (repeated !== undefined) return { field: repeated, detail: "is given more than once" };
  const parsed = Query.safeParse(Object.fromEntries(search));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    if (issue?.code === "unrecognized_keys") {
      return {
        field: String(issue.keys[0]),
        detail: `is not a parameter; known are ${Object.keys(Query.shape).join(", ")}`,
      };
    }
    return { field: issue?.path.join(".") ?? "query", detail: issue?.message ?? "is not valid" };
  }
  const today = dayOf(now);
  const { from, to = today, interval, format, about } = parsed.data;
  if (from !== undefined && from < "1990-01-01") return { field: "from", detail: "lies before 1990" };
  if (to < "1990-01-01") return { field: "to", detail: "lies before 1990" };
  if (to > addDays(today, FURTHEST_DAYS)) return { field: "to", detail: "lies more than a year ahead" };
  if (from !== undefined && from > to) return { field: "from", detail: `lies after to (${to})` };
  return { from, to, interval, format, about: about === "1" };
}
