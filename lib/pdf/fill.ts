/** How an area is filled, so that areas differ without colour too. */
export type Fill = "full" | "lined" | "dotted";

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What a tile of four points repeats over the paler ground. */
const TILES: Record<Exclude<Fill, "full">, string> = {
  lined: "0.9 w -1 -1 m 5 5 l S -1 3 m 1 5 l S 3 -1 m 5 1 l S",
  dotted: "0.6 0.6 1.1 1.1 re f 2.6 2.6 1.1 1.1 re f",
};

/** Fills a box; `faint` is paler, for what is not whole. */
export function fillBox(
  document: PDFKit.PDFDocument,
  { fill, colour, faint = false }: { fill: Fill; colour: string; faint?: boolean },
  { x, y, width, height }: Box,
): void {
  const strength = faint ? 0.4 : 1;
  document.fillOpacity((fill === "full" ? 1 : 0.45) * strength);
  document.rect(x, y, width, height).fill(colour);
  document.fillOpacity(strength);
  if (fill !== "full")
    document.rect(x, y, width, height).fill([document.pattern([0, 0, 4, 4], 4, 4, TILES[fill]), colour]);
  document.fillOpacity(1);
}
