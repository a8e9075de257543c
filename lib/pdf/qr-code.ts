import { encode } from "uqr";

/** Draws what a text comes to as a QR code: black squares on white, with the quiet zone the standard asks for around them. */
export function drawQrCode(
  document: PDFKit.PDFDocument,
  text: string,
  { x, y, size }: { x: number; y: number; size: number },
): void {
  const { data, size: modules } = encode(text, { ecc: "M", border: 4 });
  const side = size / modules;
  document.rect(x, y, size, size).fill("#ffffff");
  for (const [row, cells] of data.entries()) {
    // What stands side by side is one rectangle: no hair lines between.
    for (let from = 0; from < cells.length; from += 1) {
      if (!cells[from]) continue;
      let to = from;
      while (cells[to + 1]) to += 1;
      document.rect(x + from * side, y + row * side, (to - from + 1) * side, side);
      from = to;
    }
  }
  document.fill("#000000");
}
