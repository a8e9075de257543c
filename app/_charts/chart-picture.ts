import type { ArticleUsage } from "@/lib/usage/article-usage";
import { dayWords, instantWords, SERIES, wholeNumber } from "@/lib/usage/words";
import { drawnOf } from "./drawn";

const MARGIN = 24;
const TITLE = 52;
const ROW = 22;
const FOOT = 64;
/** Width of a stroke of the legend, with the space after it. */
const KEY = 32;

/** What stands around a chart when it stands alone. */
export interface Picture {
  title: string;
  /** Each with its colour's custom property and the dashes of its line. */
  legend: readonly { words: string; colour: string; dash: readonly number[] }[];
  /** What, when and how it counts: two lines. */
  notes: readonly string[];
}

export interface PictureWords {
  title: string;
  /** Where the figures are of: a DOI, a journal. */
  source: string;
  sample: boolean;
}

/** The words around a chart of usage; figures of a sample journal say so. */
export function usagePicture(usage: ArticleUsage, { title, source, sample }: PictureWords): Picture {
  const { from, to, countedThrough, methodVersion, totals } = usage;
  const counted = countedThrough ? ` · counted through ${instantWords(countedThrough)}` : "";
  return {
    title,
    legend: SERIES.map(({ measure, label, colour, dash }) => ({
      words: `${label} ${wholeNumber(totals[measure])}`,
      colour,
      dash,
    })),
    notes: [
      `${source} · ${dayWords(from)} to ${dayWords(to)}, UTC${counted}`,
      `Method ${methodVersion}, by Footfall${sample ? " · Sample journal: these figures are simulated." : ""}`,
    ],
  };
}

/** A chart as a PNG that can stand alone: on the page's own background, with its title and legend above, and notes below. */
export async function chartPicture(chart: Element | null, { title, legend, notes }: Picture): Promise<Blob | null> {
  const drawn = await drawnOf(chart);
  const picture = document.createElement("canvas");
  const pen = picture.getContext("2d");
  if (!drawn || !pen) return null;
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const legendFont = `400 13px ${token("--sans")}`;
  pen.font = legendFont;
  const entries = placed(pen, legend, drawn.width);
  const head = TITLE + ROW * (entries.at(-1)?.row ?? -1) + ROW + 8;
  const width = drawn.width + 2 * MARGIN;
  const height = drawn.height + head + FOOT;
  picture.width = width * drawn.scale;
  picture.height = height * drawn.scale;
  pen.scale(drawn.scale, drawn.scale);
  pen.fillStyle = token("--panel");
  pen.fillRect(0, 0, width, height);
  pen.textBaseline = "middle";
  pen.fillStyle = token("--ink");
  pen.font = `600 17px ${token("--serif")}`;
  pen.fillText(fitting(pen, title, width - 2 * MARGIN), MARGIN, 32);
  pen.font = legendFont;
  for (const { words, colour, dash, x, row } of entries) {
    const y = TITLE + ROW * row + 8;
    pen.strokeStyle = token(colour);
    pen.lineWidth = 3;
    pen.setLineDash([...dash]);
    pen.beginPath();
    pen.moveTo(MARGIN + x, y);
    pen.lineTo(MARGIN + x + KEY - 8, y);
    pen.stroke();
    pen.fillText(fitting(pen, words, drawn.width - KEY), MARGIN + x + KEY, y);
  }
  pen.fillStyle = token("--ink-soft");
  pen.font = `400 12px ${token("--sans")}`;
  notes.forEach((note, i) => {
    pen.fillText(fitting(pen, note, width - 2 * MARGIN), MARGIN, height - 44 + 20 * i);
  });
  pen.drawImage(drawn.image, MARGIN, head, drawn.width, drawn.height);
  return new Promise((resolve) => picture.toBlob(resolve, "image/png"));
}

/** Where each entry of the legend stands; a narrow picture has it in rows. */
function placed(pen: CanvasRenderingContext2D, legend: Picture["legend"], width: number) {
  let [x, row] = [0, 0];
  return legend.map((one) => {
    const space = KEY + pen.measureText(one.words).width;
    if (x > 0 && x + space > width) [x, row] = [0, row + 1];
    const entry = { ...one, x, row };
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
