import type { Day } from "@/lib/calendar/day";
import { changeOf } from "@/lib/usage/change";
import { MEASURES, type Measures } from "@/lib/usage/measures";
import { type SeriesMeasure, wholeNumber } from "@/lib/usage/words";

/** What a chart is set beside: the points of other days, the first by the first. */
export interface Beside {
  label: string;
  points: readonly ({ start: Day } & Measures)[];
}

/** The sum of the series that are shown, at each point that has a counterpart. */
export const besideTotals = ({ points }: Beside, length: number, shown: readonly SeriesMeasure[]): (number | null)[] =>
  Array.from({ length }, (_, i) => {
    const point = points[i];
    return point
      ? MEASURES.filter((one) => shown.some((it) => it === one)).reduce((sum, one) => sum + point[one], 0)
      : null;
  });

const share = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" });
const signed = new Intl.NumberFormat("en-GB", { signDisplay: "exceptZero" });

/** How a point changed against the one it is set beside: a percentage only of figures that bear one. */
export function besideWords(now: number, before: number): string {
  const change = changeOf(now, before);
  const by = change.kind === "share" ? share.format(change.share) : signed.format(now - before);
  return `${by} against ${wholeNumber(before)}`;
}
