import { xml } from "@/lib/catalog/feeds/xml";
import type { ArticleUsage } from "@/lib/usage/article-usage";
import { compactNumber, drawn, pointWords, SERIES, tickWords } from "@/lib/usage/words";

const WIDTH = 640;
const HEIGHT = 240;
const [LEFT, RIGHT, TOP, BOTTOM] = [66, 12, 12, 28];
const LABELS = 4;

/** The chart of an article's page as a picture made here: running sums, in the colours and dashes they have everywhere. */
export function chartSvg(usage: Pick<ArticleUsage, "series" | "interval">, summary: string): string {
  const points = drawn(usage.series, true);
  const most = Math.max(1, ...points.flatMap((point) => SERIES.map(({ measure }) => point[measure])));
  const step = roundStep(most / 4);
  const top = Math.ceil(most / step) * step;
  const x = (i: number) => LEFT + (points.length < 2 ? 0.5 : i / (points.length - 1)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
  const grid = Array.from({ length: Math.round(top / step) + 1 }, (_, i) => i * step).map(
    (value) =>
      `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${round(y(value))}" y2="${round(y(value))}"/><text class="tick" x="${LEFT - 6}" y="${round(y(value) + 4)}" text-anchor="end">${compactNumber(value)}</text>`,
  );
  const every = Math.max(1, Math.ceil(points.length / LABELS));
  const long = points.length > 12 || usage.interval !== "day";
  const labels = points.flatMap(({ start }, i) =>
    i % every === 0
      ? [
          `<text class="tick" x="${round(x(i))}" y="${HEIGHT - 6}" text-anchor="${i === 0 ? "start" : "middle"}">${xml(tickWords(start, usage.interval, long))}</text>`,
        ]
      : [],
  );
  const lines = SERIES.map(({ measure, colour, dash }) => {
    const path = points.map((point, i) => `${round(x(i))},${round(y(point[measure]))}`).join(" ");
    const [only] = points.length === 1 ? points : [];
    return only
      ? `<circle cx="${round(x(0))}" cy="${round(y(only[measure]))}" r="4" style="fill:var(${colour})"/>`
      : `<polyline points="${path}" style="stroke:var(${colour})" stroke-dasharray="${dash.join(" ")}"/>`;
  });
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${xml(summary)}" class="chart">${grid.join("")}${labels.join("")}${lines.join("")}</svg>`;
}

/** 1, 2 or 5 times a power of ten, and at least one. */
function roundStep(wish: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, wish)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= wish) ?? 10 * power;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** What the chart shows, in a sentence. */
export function chartSummary({ series, interval, totals }: ArticleUsage): string {
  const [first, last] = [series[0], series.at(-1)];
  if (!first || !last) return "Nothing is on record yet.";
  const sums = SERIES.map(({ measure, label }) => `${totals[measure].toLocaleString("en-GB")} ${label}`).join(", ");
  return `Added up from ${pointWords(first.start, interval)} to ${pointWords(last.start, interval)}: ${sums}`;
}
