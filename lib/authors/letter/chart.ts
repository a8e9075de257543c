import type { Day } from "@/lib/calendar/day";
import type { Interval } from "@/lib/calendar/interval";
import { FAINT, INK } from "@/lib/pdf/document";
import { drawLine, widthOf } from "@/lib/pdf/lines";
import type { Measures } from "@/lib/usage/measures";
import { numberWords, tickWords } from "./words";

/** The series of every chart, in the order, colours and fills of the pages: full, lined, dotted. */
const SERIES = [
  { measure: "abstractViews", label: "Abstract views", colour: "#1f6fb2", tile: undefined },
  {
    measure: "fullTextViews",
    label: "Full-text views",
    colour: "#b8610b",
    tile: "0.9 w -1 -1 m 5 5 l S -1 3 m 1 5 l S 3 -1 m 5 1 l S",
  },
  {
    measure: "pdfDownloads",
    label: "PDF downloads",
    colour: "#0b7a5b",
    tile: "0.6 0.6 1.1 1.1 re f 2.6 2.6 1.1 1.1 re f",
  },
] as const;

const MOST_LABELS = 8;
const RIGHT = 4;
const LEFT = 34;
const UNDER = 14;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Draws the series as stacked bars: vectors, with the axis from zero and the totals in the legend. */
export function drawChart(
  document: PDFKit.PDFDocument,
  points: readonly ({ start: Day } & Measures)[],
  interval: Interval,
  totals: Measures,
  { x, y, width, height }: Box,
): void {
  drawLegend(document, totals, x, y);
  const plot = { x: x + LEFT, y: y + 18, width: width - LEFT - RIGHT, height: height - 18 - UNDER };
  const step = stepOf(
    Math.max(1, ...points.map((point) => SERIES.reduce((sum, { measure }) => sum + point[measure], 0))),
  );
  const top = step.step * step.count;
  const base = plot.y + plot.height;
  for (let i = 0; i <= step.count; i += 1) {
    const level = base - (plot.height * i) / step.count;
    document
      .moveTo(plot.x, level)
      .lineTo(plot.x + plot.width, level)
      .lineWidth(0.4)
      .stroke(i === 0 ? INK : "#dfdcd5");
    drawLine(
      document,
      numberWords(step.step * i),
      { x: plot.x - 5, y: level - 4.5, align: "right" },
      { size: 7, color: FAINT },
    );
  }
  const slot = plot.width / points.length;
  const bar = Math.min(26, slot * 0.8);
  for (const [i, point] of points.entries()) {
    let level = base;
    for (const series of SERIES) {
      const tall = (plot.height * point[series.measure]) / top;
      if (tall > 0)
        fill(document, series, { x: plot.x + slot * i + (slot - bar) / 2, y: level - tall, width: bar, height: tall });
      level -= tall;
    }
  }
  const every = Math.ceil(points.length / MOST_LABELS);
  for (const [i, { start }] of points.entries())
    if (i % every === 0)
      drawLine(
        document,
        tickWords(start, interval),
        { x: plot.x + slot * (i + 0.5), y: base + 4, align: "centre" },
        { size: 7, color: FAINT },
      );
}

function drawLegend(document: PDFKit.PDFDocument, totals: Measures, x: number, y: number): void {
  let at = x;
  for (const series of SERIES) {
    fill(document, series, { x: at, y: y + 1, width: 9, height: 9 });
    const words = `${series.label} ${numberWords(totals[series.measure])}`;
    drawLine(document, words, { x: at + 13, y }, { size: 8.5, color: INK });
    at += 13 + widthOf(document, words, { size: 8.5 }) + 18;
  }
}

/** Fills that differ without colour too. */
function fill(
  document: PDFKit.PDFDocument,
  { colour, tile }: (typeof SERIES)[number],
  { x, y, width, height }: Box,
): void {
  if (tile === undefined) {
    document.rect(x, y, width, height).fill(colour);
    return;
  }
  document.fillOpacity(0.45).rect(x, y, width, height).fill(colour).fillOpacity(1);
  document.rect(x, y, width, height).fill([document.pattern([0, 0, 4, 4], 4, 4, tile), colour]);
}

/** Steps of 1, 2, 2.5 or 5 of a power of ten, at most five; views are counted in whole numbers. */
export function stepOf(most: number): { step: number; count: number } {
  for (let power = 1; ; power *= 10)
    for (const one of [1, 2, 2.5, 5]) {
      const step = one * power;
      if (Number.isInteger(step) && most / step <= 5) return { step, count: Math.max(1, Math.ceil(most / step)) };
    }
}
