import { SERIES, type SeriesMeasure } from "@/lib/usage/words";

const TILE = 8;

/** Fills that differ without colour too: solid, diagonal lines, dots; paler when the interval is not whole. */
export function fillPattern(measure: SeriesMeasure, colour: string, partial: boolean): string | CanvasPattern {
  const strength = partial ? "66" : "";
  const fill = SERIES.find((series) => series.measure === measure)?.fill;
  if (fill === "full") return colour + strength;
  const tile = document.createElement("canvas");
  tile.width = TILE;
  tile.height = TILE;
  const pen = tile.getContext("2d");
  if (!pen) return colour;
  pen.fillStyle = `${colour}${partial ? "33" : "73"}`;
  pen.fillRect(0, 0, TILE, TILE);
  pen.fillStyle = colour + strength;
  pen.strokeStyle = colour + strength;
  if (fill === "lined") {
    pen.lineWidth = 2;
    for (const offset of [-TILE, 0, TILE]) {
      pen.beginPath();
      pen.moveTo(offset, TILE);
      pen.lineTo(offset + TILE, 0);
      pen.stroke();
    }
  } else {
    for (const [x, y] of [
      [2, 2],
      [6, 6],
    ] as const) {
      pen.beginPath();
      pen.arc(x, y, 1.6, 0, 2 * Math.PI);
      pen.fill();
    }
  }
  return pen.createPattern(tile, "repeat") ?? colour;
}
