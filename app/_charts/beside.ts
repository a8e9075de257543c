import type { Day } from "@/lib/calendar/day";
import { MEASURES, type Measures } from "@/lib/usage/measures";
import type { SeriesMeasure } from "./words";

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
