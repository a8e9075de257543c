import type { Range } from "@/lib/calendar/comparison";
import { daysBetween } from "@/lib/calendar/day";
import { drawBars } from "@/lib/pdf/bars";
import type { Flow } from "@/lib/pdf/flow";
import { pointWords, SERIES, tickWords, wholeNumber } from "@/lib/usage/words";
import type { Part } from "../../content";
import { periodWords } from "../../period-words";

const HEIGHT = 176;

/** The chart of every page of figures, on paper: the same series in their order, colours and fills. Points that are not whole are paler. */
export function drawBarsPart(
  flow: Flow,
  { points, interval, totals }: Extract<Part, { kind: "bars" }>,
  period: Range,
): void {
  flow.section(`By ${interval}`, HEIGHT);
  const series = SERIES.map(({ measure, label, paper, fill }) => ({
    words: `${label} ${wholeNumber(totals[measure])}`,
    ...{ colour: paper, fill, values: points.map((point) => point[measure]) },
  }));
  const stacked = points.map((point) => SERIES.reduce((sum, { measure }) => sum + point[measure], 0));
  const most = Math.max(...stacked);
  const peak = points[stacked.indexOf(most)];
  const alt = [
    `Stacked bars by ${interval}, ${periodWords(period)}: ${series.map(({ words }) => words).join(", ")}.`,
    peak && most > 0 ? ` The most: ${wholeNumber(most)} on ${pointWords(peak.start, interval)}.` : "",
  ].join("");
  const long = daysBetween(period.from, period.to) > 300;
  const labels = points.map(({ start }) => tickWords(start, interval, long));
  flow.space(2);
  flow.figure(alt, HEIGHT, (box) =>
    drawBars(flow.document, { series, labels, faint: points.map(({ partial }) => partial === true) }, box),
  );
}
