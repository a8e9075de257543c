import { chartInterval } from "@/lib/authors/letter/period";
import type { Range } from "@/lib/calendar/comparison";
import { type Day, dayOf } from "@/lib/calendar/day";
import { MEANINGS } from "@/lib/counter/meanings";
import { readShare } from "@/lib/usage/conversion";
import { MEASURES, type Measures, sumOf } from "@/lib/usage/measures";
import { type DayUsage, seriesOf, type UsagePoint } from "@/lib/usage/series";
import type { Part, Table } from "../content";

/** What readers did in a period, and before it where that is known. */
export interface PeriodUsage {
  totals: Measures;
  before: Measures | undefined;
  /** The figures, their bars, how readers read on, and the series by day for files. */
  parts: Part[];
}

export function periodUsage(
  { days, before }: { days: readonly DayUsage[]; before: readonly DayUsage[] | undefined },
  { period, since }: { period: Range; since: Day | undefined },
  now: Date,
): PeriodUsage {
  const interval = chartInterval(period);
  const seriesBy = (by: typeof interval) => seriesOf(days, { ...period, interval: by }, since, dayOf(now));
  const totals = sumOf(days);
  const totalsBefore = before && sumOf(before);
  return {
    totals,
    before: totalsBefore,
    parts: [
      {
        kind: "figures",
        totals,
        before: totalsBefore,
        share: readShare(totals),
        shareBefore: totalsBefore && readShare(totalsBefore),
      },
      { kind: "bars", points: seriesBy(interval), interval, totals },
      { kind: "funnel", totals },
      { kind: "table", table: seriesTable(seriesBy("day")) },
    ],
  };
}

/** Print has the bars. */
const seriesTable = (points: readonly UsagePoint[]): Table => ({
  ...{ key: "series", sheet: "Days", title: "By day" },
  columns: [
    { key: "day", words: "Day", width: 12 },
    ...MEASURES.map((measure) => ({ key: measure, words: MEANINGS[measure].name, width: 16 })),
  ],
  rows: points.map((point) => [{ day: point.start }, ...MEASURES.map((measure) => point[measure])]),
});
