import type { Day } from "@/lib/calendar/day";
import type { Interval } from "@/lib/calendar/interval";
import { drawBars } from "@/lib/pdf/bars";
import type { Box } from "@/lib/pdf/fill";
import type { Measures } from "@/lib/usage/measures";
import { SERIES } from "@/lib/usage/words";
import { numberWords, tickWords } from "./words";

/** Draws the series of every chart as stacked bars, with their totals in the legend. */
export function drawChart(
  document: PDFKit.PDFDocument,
  points: readonly ({ start: Day } & Measures)[],
  interval: Interval,
  totals: Measures,
  box: Box,
): void {
  const series = SERIES.map(({ measure, label, paper, fill }) => ({
    words: `${label} ${numberWords(totals[measure])}`,
    ...{ colour: paper, fill, values: points.map((point) => point[measure]) },
  }));
  drawBars(document, { series, labels: points.map(({ start }) => tickWords(start, interval)) }, box);
}
