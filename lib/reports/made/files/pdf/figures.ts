import { MEANINGS } from "@/lib/counter/meanings";
import { FAINT, INK } from "@/lib/pdf/document";
import type { Flow } from "@/lib/pdf/flow";
import { drawLine, type Letters } from "@/lib/pdf/lines";
import type { Measure } from "@/lib/usage/measures";
import { wholeNumber } from "@/lib/usage/words";
import { changeWords, shareWords } from "../../change-words";
import type { Part } from "../../content";

type Figures = Extract<Part, { kind: "figures" }>;

const TILES: readonly { total: Measure; unique?: Measure }[] = [
  { total: "totalItemInvestigations", unique: "uniqueItemInvestigations" },
  { total: "totalItemRequests", unique: "uniqueItemRequests" },
  { total: "abstractViews" },
  { total: "fullTextViews" },
  { total: "pdfDownloads" },
];
const IN_A_ROW = 3;
const HEIGHT = 58;

interface Tile {
  label: string;
  value: string;
  /** Beside the value, and under it. */
  change: string;
  under: string;
}

/** What stands above everything else: each figure with how it changed, and how many of those who looked read on. */
export function drawFigures(flow: Flow, figures: Figures): void {
  if (figures.totals.totalItemInvestigations === 0 && !figures.before?.totalItemInvestigations) return;
  const tiles = tilesOf(figures);
  for (let from = 0; from < tiles.length; from += IN_A_ROW) {
    flow.need(HEIGHT);
    for (const [i, tile] of tiles.slice(from, from + IN_A_ROW).entries())
      drawTile(flow, tile, flow.left + (flow.width / IN_A_ROW) * i);
    flow.space(HEIGHT);
  }
}

function tilesOf({ totals, before, share, shareBefore }: Figures): Tile[] {
  return [
    ...TILES.map(({ total, unique }) => ({
      label: MEANINGS[total].name,
      value: wholeNumber(totals[total]),
      change: changeWords(totals[total], before?.[total]) ?? "",
      under: [unique && `${wholeNumber(totals[unique])} unique`, before && `${wholeNumber(before[total])} before`]
        .filter(Boolean)
        .join(" · "),
    })),
    {
      label: "Read on to the text",
      value: shareWords(share),
      change: "",
      under: `of sessions that looked${shareBefore === undefined ? "" : ` · ${shareWords(shareBefore)} before`}`,
    },
  ];
}

function drawTile(flow: Flow, { label, value, change, under }: Tile, x: number): void {
  const { document, y } = flow;
  const large: Letters = { size: value.length > 9 ? 16 : 21, style: "bold", color: INK };
  const element = document.struct("P");
  flow.add(element);
  element.add(() => drawLine(document, label, { x, y }, { size: 9, color: FAINT }));
  element.add(() => {
    drawLine(document, `${value} `, { x, y: y + 10 }, large);
    const at = document.font("latin bold").fontSize(large.size).widthOfString(value);
    if (change !== "") drawLine(document, change, { x: x + at + 7, y: y + 20 }, { size: 9.5, color: INK });
  });
  element.add(() => drawLine(document, under, { x, y: y + 38 }, { size: 8.5, color: FAINT }));
  element.end();
}
