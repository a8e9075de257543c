import type { ArticleUsage } from "@/lib/usage/article-usage";
import { dayWords, instantWords, SERIES, wholeNumber } from "./words";

const MARGIN = 24;
const TITLE = 52;
const ROW = 22;
const FOOT = 64;
/** Width of a stroke of the legend, with the space after it. */
const KEY = 32;

export interface PictureWords {
  title: string;
  /** Where the figures are of: a DOI, a journal. */
  source: string;
  sample: boolean;
}

/**
 * The chart as a PNG that can stand alone: on the page's own background, with its title and legend above, and below it
 * what, when and how it counts; figures of a sample journal say so.
 */
export async function chartPicture(
  chart: HTMLCanvasElement | null,
  usage: ArticleUsage,
  { title, source, sample }: PictureWords,
): Promise<Blob | null> {
  if (!chart || chart.width === 0) return null;
  const scale = chart.width / chart.clientWidth;
  const picture = document.createElement("canvas");
  const pen = picture.getContext("2d");
  if (!pen) return null;
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const legendFont = `400 13px ${token("--sans")}`;
  pen.font = legendFont;
  const legend = legendOf(pen, usage, chart.clientWidth);
  const head = TITLE + ROW * (legend.at(-1)?.row ?? 0) + ROW + 8;
  const width = chart.clientWidth + 2 * MARGIN;
  const height = chart.clientHeight + head + FOOT;
  picture.width = width * scale;
  picture.height = height * scale;
  pen.scale(scale, scale);
  pen.fillStyle = token("--panel");
  pen.fillRect(0, 0, width, height);
  pen.textBaseline = "middle";
  pen.fillStyle = token("--ink");
  pen.font = `600 17px ${token("--serif")}`;
  pen.fillText(fitting(pen, title, width - 2 * MARGIN), MARGIN, 32);
  pen.font = legendFont;
  for (const { words, colour, dash, x, row } of legend) {
    const y = TITLE + ROW * row + 8;
    pen.strokeStyle = token(colour);
    pen.lineWidth = 3;
    pen.setLineDash(dash);
    pen.beginPath();
    pen.moveTo(MARGIN + x, y);
    pen.lineTo(MARGIN + x + KEY - 8, y);
    pen.stroke();
    pen.fillText(words, MARGIN + x + KEY, y);
  }
  pen.fillStyle = token("--ink-soft");
  pen.font = `400 12px ${token("--sans")}`;
  const { from, to, countedThrough, methodVersion } = usage;
  const counted = countedThrough ? ` · counted through ${instantWords(countedThrough)}` : "";
  const notes = [
    `${source} · ${dayWords(from)} to ${dayWords(to)}, UTC${counted}`,
    `Method ${methodVersion}, by Footfall${sample ? " · Sample journal: these figures are simulated." : ""}`,
  ];
  notes.forEach((note, i) => {
    pen.fillText(fitting(pen, note, width - 2 * MARGIN), MARGIN, height - 44 + 20 * i);
  });
  pen.drawImage(chart, MARGIN, head, chart.clientWidth, chart.clientHeight);
  return new Promise((resolve) => picture.toBlob(resolve, "image/png"));
}

/** Where each entry of the legend stands; a narrow picture has it in rows. */
function legendOf(pen: CanvasRenderingContext2D, { totals }: ArticleUsage, width: number) {
  let [x, row] = [0, 0];
  return SERIES.map(({ measure, label, colour, dash }) => {
    const words = `${label} ${wholeNumber(totals[measure])}`;
    const space = KEY + pen.measureText(words).width;
    if (x > 0 && x + space > width) [x, row] = [0, row + 1];
    const entry = { words, colour, dash: [...dash], x, row };
    x += space + 24;
    return entry;
  });
}

/** The text, shortened until it fits. */
function fitting(pen: CanvasRenderingContext2D, text: string, width: number): string {
  let shown = text;
  while (shown.length > 1 && pen.measureText(shown).width > width) shown = `${shown.slice(0, -2).trimEnd()}…`;
  return shown;
}
