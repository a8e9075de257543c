import { FAINT, INK } from "./document";
import { type Box, type Fill, fillBox } from "./fill";
import { drawLine, widthOf } from "./lines";

/** One of the kinds that are stacked. */
export interface BarSeries {
  /** What the legend says. */
  words: string;
  colour: string;
  fill: Fill;
  values: readonly number[];
}

const MOST_LABELS = 8;
const RIGHT = 4;
const LEFT = 34;
const LEGEND = 18;
const UNDER = 14;
const whole = new Intl.NumberFormat("en-GB");

/** Draws series as stacked bars: vectors, with the axis from zero and the legend above. Bars of `faint` points are paler. */
export function drawBars(
  document: PDFKit.PDFDocument,
  {
    series,
    labels,
    faint = [],
  }: { series: readonly BarSeries[]; labels: readonly string[]; faint?: readonly boolean[] },
  { x, y, width, height }: Box,
): void {
  drawLegend(document, series, x, y);
  const plot = { x: x + LEFT, y: y + LEGEND, width: width - LEFT - RIGHT, height: height - LEGEND - UNDER };
  const stacked = labels.map((_, i) => series.reduce((sum, { values }) => sum + (values[i] ?? 0), 0));
  const { step, count } = stepOf(Math.max(1, ...stacked));
  const top = step * count;
  const base = plot.y + plot.height;
  for (let i = 0; i <= count; i += 1) {
    const level = base - (plot.height * i) / count;
    document
      .moveTo(plot.x, level)
      .lineTo(plot.x + plot.width, level)
      .lineWidth(0.4)
      .stroke(i === 0 ? INK : "#dfdcd5");
    const at = { x: plot.x - 5, y: level - 4.5, align: "right" } as const;
    drawLine(document, whole.format(step * i), at, { size: 7, color: FAINT });
  }
  const slot = plot.width / Math.max(1, labels.length);
  const bar = Math.min(26, slot * 0.8);
  for (const i of labels.keys()) {
    let level = base;
    for (const { colour, fill, values } of series) {
      const tall = (plot.height * (values[i] ?? 0)) / top;
      const box = { x: plot.x + slot * i + (slot - bar) / 2, y: level - tall, width: bar, height: tall };
      if (tall > 0) fillBox(document, { fill, colour, faint: faint[i] ?? false }, box);
      level -= tall;
    }
  }
  const every = Math.ceil(labels.length / MOST_LABELS);
  for (const [i, label] of labels.entries()) {
    const at = { x: plot.x + slot * (i + 0.5), y: base + 4, align: "centre" } as const;
    if (i % every === 0) drawLine(document, label, at, { size: 7, color: FAINT });
  }
}

function drawLegend(document: PDFKit.PDFDocument, series: readonly BarSeries[], x: number, y: number): void {
  let at = x;
  for (const { words, colour, fill } of series) {
    fillBox(document, { fill, colour }, { x: at, y: y + 1, width: 9, height: 9 });
    drawLine(document, words, { x: at + 13, y }, { size: 8.5, color: INK });
    at += 13 + widthOf(document, words, { size: 8.5 }) + 18;
  }
}

/** Steps of 1, 2, 2.5 or 5 of a power of ten, at most five; views are counted in whole numbers. */
export function stepOf(most: number): { step: number; count: number } {
  for (let power = 1; ; power *= 10)
    for (const one of [1, 2, 2.5, 5]) {
      const step = one * power;
      if (Number.isInteger(step) && most / step <= 5) return { step, count: Math.max(1, Math.ceil(most / step)) };
    }
}
