import { FAINT, INK } from "./document";
import { fillBox } from "./fill";
import { type Flow, inLettersOr } from "./flow";
import { drawLine, type Letters, linesOf, readOn, widthOf } from "./lines";

export interface PdfColumn {
  words: string;
  /** In points; 0 takes what the others leave. */
  width: number;
  numbers: boolean;
}

/** A text, with a smaller line under it and where it leads; or a row of numbers as bars, in the room of so many. */
export type PdfCell =
  | string
  | { words: string; under?: string; href?: string }
  | { values: readonly number[]; most: number; alt: string };

const HEAD: Letters = { size: 7.5, style: "bold", color: FAINT };
const CELL: Letters = { size: 8.5, color: INK };
const UNDER: Letters = { size: 7, color: FAINT };
const LEAD = 1.25;
const GAP = 7;
const PAD = 4;
const MOST_LINES = 3;
const BARS = 16;
/** Stands for a text in a script that the fonts have no letters for. */
const NO_LETTERS = "(A title in a script that this file has no letters for)";

interface Placed extends PdfColumn {
  x: number;
}

/**
 * A table that goes on over pages: its heading is on each of them, and a row is never split. The first cell of a row is its heading; programs
 * that read aloud are told so, and told the headings once.
 */
export function drawTable(
  flow: Flow,
  { title, columns, rows }: { title: string; columns: readonly PdfColumn[]; rows: readonly (readonly PdfCell[])[] },
): void {
  const { document } = flow;
  const placed = place(flow, columns);
  const head = headOf(flow, placed);
  flow.need(head.height + 40);
  const table = document.struct("Table", { title });
  flow.add(table);
  const heading = document.struct("TR");
  table.add(heading);
  for (const [i, column] of placed.entries())
    heading.add(document.struct("TH", { scope: "Column" }, () => head.draw(column, i)));
  heading.end();
  head.rule();
  for (const row of rows) {
    const cells = placed.map((column, i) => cellOf(flow, row[i] ?? "", column));
    const height = Math.max(...cells.map((cell) => cell.height)) + 2 * PAD;
    if (flow.need(height)) {
      document.markContent("Artifact", { type: "Pagination" });
      for (const [i, column] of placed.entries()) head.draw(column, i);
      document.endMarkedContent();
      head.rule();
    }
    const line = document.struct("TR");
    table.add(line);
    for (const [i, cell] of cells.entries()) {
      const element = document.struct(i === 0 ? "TH" : "TD", i === 0 ? { scope: "Row" } : {});
      line.add(element);
      cell.draw(element, flow.y + PAD);
      element.end();
    }
    line.end();
    flow.y += height;
    hair(flow, "#e8e5df");
  }
  table.end();
}

/** How wide the widest table may be beside its first column, of so many points. */
const FIRST_LEAST = 140;

/** The columns a page has room for, the first so many, and those it has none for. */
export function fitting(columns: readonly PdfColumn[], width: number): { shown: number; left: PdfColumn[] } {
  let [taken, shown] = [0, 0];
  for (const column of columns) {
    taken += column.width === 0 ? FIRST_LEAST : column.width + GAP;
    if (taken > width) break;
    shown += 1;
  }
  return { shown, left: columns.slice(shown) };
}

function place({ left, width }: Flow, columns: readonly PdfColumn[]): Placed[] {
  const taken = columns.reduce((sum, column) => sum + column.width, 0) + GAP * (columns.length - 1);
  let x = left;
  return columns.map((column) => {
    const placed = { ...column, x, width: column.width === 0 ? width - taken : column.width };
    x += placed.width + GAP;
    return placed;
  });
}

function headOf(flow: Flow, columns: readonly Placed[]) {
  const { document } = flow;
  const lines = columns.map(({ words, width }) => readOn(linesOf(document, words, HEAD, { width, most: 3 })));
  const most = Math.max(...lines.map((one) => one.length));
  const height = most * HEAD.size * LEAD + PAD;
  return {
    height,
    /** The words of a column stand on the line under them. */
    draw: (column: Placed, i: number) => {
      const own = lines[i] ?? [];
      for (const [at, line] of own.entries())
        drawIn(flow, line, column, flow.y + (most - own.length + at) * HEAD.size * LEAD, HEAD);
    },
    rule: () => {
      flow.y += height;
      hair(flow, "#8d8a83");
    },
  };
}

interface Cell {
  height: number;
  draw: (element: PDFKit.PDFStructureElement, y: number) => void;
}

function cellOf(flow: Flow, cell: PdfCell, column: Placed): Cell {
  if (typeof cell !== "string" && "values" in cell) return barsOf(flow, cell, column);
  const { document } = flow;
  const { words, under, href } =
    typeof cell === "string" ? { words: cell } : { under: undefined, href: undefined, ...cell };
  const { width } = column;
  const lines = readOn(linesOf(document, inLettersOr(words, NO_LETTERS), CELL, { width, most: MOST_LINES }));
  const below = under ? underOf(document, under, width) : [];
  const tall = CELL.size * LEAD;
  return {
    height: lines.length * tall + below.length * UNDER.size * LEAD,
    draw: (element, y) => {
      const target = href === undefined ? element : document.struct("Link");
      if (target !== element) element.add(target);
      target.add(() => {
        for (const [i, line] of lines.entries()) drawIn(flow, line, column, y + i * tall, CELL);
      });
      if (href !== undefined) document.link(column.x, y, width, lines.length * tall, href, { structParent: target });
      if (target !== element) target.end();
      for (const [i, line] of below.entries())
        element.add(() => drawIn(flow, line, column, y + lines.length * tall + i * UNDER.size * LEAD, UNDER));
    },
  };
}

/** What stands under a text, as far as there are letters for it: in one line where it fits, and else each part in its own. */
function underOf(document: PDFKit.PDFDocument, under: string, width: number): string[] {
  const parts = under
    .split(" · ")
    .map((part) => inLettersOr(part, ""))
    .filter((part) => part !== "");
  const all = parts.join(" · ");
  if (widthOf(document, all, UNDER) <= width) return [all];
  return readOn(parts.map((part) => linesOf(document, part, UNDER, { width, most: 1 })[0] ?? ""));
}

function barsOf(
  { document }: Flow,
  { values, most, alt }: { values: readonly number[]; most: number; alt: string },
  { x, width }: Placed,
): Cell {
  const top = Math.max(1, ...values);
  const slot = width / Math.max(most, values.length);
  return {
    height: BARS,
    draw: (element, y) =>
      void element.add(
        document.struct("Figure", { alt, bbox: [x, y, x + width, y + BARS], placement: "Block" }, () => {
          for (const [i, value] of values.entries()) {
            const height = Math.max(value > 0 ? 0.8 : 0, (BARS * value) / top);
            const box = { x: x + i * slot, y: y + BARS - height, width: slot * 0.75, height };
            if (height > 0) fillBox(document, { fill: "full", colour: "#5b6470" }, box);
          }
        }),
      ),
  };
}

function drawIn({ document }: Flow, line: string, { x, width, numbers }: Placed, y: number, letters: Letters): void {
  drawLine(document, line, numbers ? { x: x + width, y, align: "right" } : { x, y }, letters);
}

function hair({ document, left, width, y }: Flow, colour: string): void {
  document.markContent("Artifact", { type: "Layout" });
  document
    .moveTo(left, y)
    .lineTo(left + width, y)
    .lineWidth(0.4)
    .stroke(colour);
  document.endMarkedContent();
}
