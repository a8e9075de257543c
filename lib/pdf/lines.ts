import { fontName, runsOf, type Style } from "./fonts";

export interface Letters {
  size: number;
  style?: Style;
  color?: string;
}

/** How wide a text is in one line. */
export function widthOf(document: PDFKit.PDFDocument, text: string, { size, style = "text" }: Letters): number {
  document.fontSize(size);
  return runsOf(text).reduce(
    (width, run) => width + document.font(fontName(run.script, style)).widthOfString(run.text),
    0,
  );
}

/**
 * A text in lines of a width, at most so many: what does not fit ends with three dots, and a word longer than a line is broken. Nothing
 * here begins a new page.
 */
export function linesOf(
  document: PDFKit.PDFDocument,
  text: string,
  letters: Letters,
  { width, most }: { width: number; most: number },
): string[] {
  const fits = (line: string) => widthOf(document, line, letters) <= width;
  const lines: string[] = [];
  let line = "";
  const words = text.split(/\s+/).filter((word) => word !== "");
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line === "") {
      const head = longestThatFits(word, fits);
      lines.push(head);
      words.unshift(word.slice(head.length));
    } else {
      lines.push(line);
      words.unshift(word);
      line = "";
    }
    if (lines.length === most) return ended(lines, fits);
  }
  return line === "" ? lines : [...lines, line];
}

function longestThatFits(word: string, fits: (text: string) => boolean): string {
  const signs = [...word];
  let [low, high] = [1, signs.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(signs.slice(0, middle).join(""))) low = middle;
    else high = middle - 1;
  }
  return signs.slice(0, low).join("");
}

function ended(lines: string[], fits: (text: string) => boolean): string[] {
  let last = [...(lines.at(-1) ?? "")];
  while (last.length > 0 && !fits(`${last.join("").trimEnd()}…`)) last = last.slice(0, -1);
  return [...lines.slice(0, -1), `${last.join("").trimEnd()}…`];
}

/** Lines as programs are to read them on: a space at the end of each but the last keeps words apart, and is not seen. */
export const readOn = (lines: readonly string[]): string[] =>
  lines.map((line, i) => (i < lines.length - 1 ? `${line} ` : line));

/** Draws one line from a place on, and never more than one; `y` is the top of its letters. */
export function drawLine(
  document: PDFKit.PDFDocument,
  text: string,
  { x, y, align = "left" }: { x: number; y: number; align?: "left" | "right" | "centre" },
  letters: Letters,
): void {
  const { size, style = "text", color = "#1c1f24" } = letters;
  const width = align === "left" ? 0 : widthOf(document, text.trimEnd(), letters);
  let at = x - (align === "right" ? width : align === "centre" ? width / 2 : 0);
  document.fontSize(size).fillColor(color);
  for (const run of runsOf(text)) {
    document.font(fontName(run.script, style));
    document.text(run.text, at, y, { lineBreak: false });
    at += document.widthOfString(run.text);
  }
}
