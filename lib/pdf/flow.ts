import { FAINT } from "./document";
import { inLetters } from "./fonts";
import { drawLine, type Letters, linesOf, readOn } from "./lines";

/** With more of its letters missing than this, a text is left out and not shown as question marks. */
const TOO_MANY = 0.2;
const LEAD = 1.3;
/** How wide terms are, beside their meanings. */
const TERMS = 130;
const FOOT = { size: 8, color: FAINT };

/** A text in letters there are; where too many are missing, what stands for it. */
export function inLettersOr(text: string, instead: string): string {
  const { text: written, missing } = inLetters(text);
  return missing > TOO_MANY ? instead : written;
}

export interface Margins {
  top: number;
  bottom: number;
  side: number;
}

/** What is written one under another, on as many pages as it takes. Everything it writes is a part of the document's structure. */
export class Flow {
  readonly document: PDFKit.PDFDocument;
  readonly left: number;
  readonly width: number;
  /** Where the next thing begins. */
  y: number;
  readonly #margins: Margins;
  readonly #root: PDFKit.PDFStructureElement;
  #section: PDFKit.PDFStructureElement | undefined;

  constructor(document: PDFKit.PDFDocument, margins: Margins) {
    this.document = document;
    this.#margins = margins;
    this.left = margins.side;
    this.width = document.page.width - 2 * margins.side;
    this.y = margins.top;
    this.#root = document.struct("Document");
    document.addStructure(this.#root);
  }

  /** How much fits on the page that it is at. */
  get room(): number {
    return this.document.page.height - this.#margins.bottom - this.y;
  }

  /** Goes on to the next page unless so much fits on this one; true where it did. */
  need(height: number): boolean {
    if (height <= this.room) return false;
    this.document.addPage();
    this.y = this.#margins.top;
    return true;
  }

  space(height: number): void {
    this.y += height;
  }

  /** An element of the structure, which stands after all there are. What is drawn in it must not go on to another page. */
  add(element: PDFKit.PDFStructureElement): void {
    (this.#section ?? this.#root).add(element);
  }

  /** From here to the next one: a heading, which stays with so much of what follows it, and has an entry in the outline. */
  section(title: string, following = 60): void {
    this.#section?.end();
    this.#section = undefined;
    if (this.y > this.#margins.top) this.space(20);
    this.need(20 + following);
    const section = this.document.struct("Sect");
    this.#root.add(section);
    this.#section = section;
    this.document.outline.addItem(title);
    this.text("H2", title, { size: 13, style: "bold" });
    this.space(3);
  }

  /** A text in its lines, at most so many; those of a paragraph may go on to the next page. */
  text(
    tag: "H1" | "H2" | "P",
    words: string,
    letters: Letters,
    { width = this.width, most = 200, lead = LEAD }: { width?: number; most?: number; lead?: number } = {},
  ): void {
    const lines = readOn(linesOf(this.document, inLetters(words).text, letters, { width, most }));
    const element = this.document.struct(tag);
    this.add(element);
    for (const line of lines) {
      this.need(letters.size * lead);
      const { y } = this;
      element.add(() => drawLine(this.document, line, { x: this.left, y }, letters));
      this.y += letters.size * lead;
    }
    element.end();
  }

  /** A term, and beside it what it means. */
  pair(term: string, meaning: string, letters: Letters): void {
    const { document, left, width } = this;
    const bold: Letters = { ...letters, style: "bold" };
    const terms = readOn(linesOf(document, inLetters(`${term} `).text, bold, { width: TERMS - 12, most: 3 }));
    const lines = readOn(linesOf(document, inLetters(meaning).text, letters, { width: width - TERMS, most: 40 }));
    const lead = letters.size * LEAD;
    const height = Math.max(terms.length, lines.length) * lead;
    this.need(height);
    const { y } = this;
    const element = document.struct("P");
    this.add(element);
    for (const [i, line] of terms.entries())
      element.add(() => drawLine(document, line, { x: left, y: y + i * lead }, bold));
    for (const [i, line] of lines.entries())
      element.add(() => drawLine(document, line, { x: left + TERMS, y: y + i * lead }, letters));
    element.end();
    this.y += height;
  }

  /** A line that leads elsewhere, with what stands before it. */
  link(before: string, words: string, href: string, letters: Letters): void {
    const height = letters.size * LEAD;
    this.need(height * 2);
    this.text("P", before, letters);
    const shown = linesOf(this.document, inLetters(words).text, letters, { width: this.width, most: 2 });
    this.need(height * shown.length);
    const paragraph = this.document.struct("P");
    this.add(paragraph);
    const link = this.document.struct("Link");
    paragraph.add(link);
    for (const line of shown) {
      const { y } = this;
      link.add(() => drawLine(this.document, line, { x: this.left, y }, { ...letters, color: "#0f4c81" }));
      this.y += height;
    }
    const from = this.y - height * shown.length;
    this.document.link(this.left, from, this.width, height * shown.length, href, { structParent: link });
    paragraph.end();
  }

  /** A picture of a height, with what it says in words. */
  figure(
    alt: string,
    height: number,
    draw: (box: { x: number; y: number; width: number; height: number }) => void,
  ): void {
    this.need(height);
    const { y } = this;
    const box = { x: this.left, y, width: this.width, height };
    const placed = [box.x, box.y, box.x + box.width, box.y + box.height];
    this.add(this.document.struct("Figure", { alt, bbox: placed, placement: "Block" }, () => draw(box)));
    this.y += height;
  }

  /** A hair line across, which says nothing. */
  rule(): void {
    this.document.markContent("Artifact", { type: "Layout" });
    this.document
      .moveTo(this.left, this.y)
      .lineTo(this.left + this.width, this.y)
      .lineWidth(0.6)
      .stroke("#b9b5ab");
    this.document.endMarkedContent();
  }

  /** Says at the foot of every page what it is of, and which of how many it is. The last thing that is done. */
  foot(words: string): void {
    this.#section?.end();
    const { document } = this;
    const { count } = document.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      document.switchToPage(page);
      document.markContent("Artifact", { type: "Pagination" });
      const y = document.page.height - this.#margins.bottom + 20;
      document
        .moveTo(this.left, y - 6)
        .lineTo(this.left + this.width, y - 6)
        .lineWidth(0.4)
        .stroke("#dfdcd5");
      const [line = ""] = linesOf(document, inLetters(words).text, FOOT, { width: this.width - 70, most: 1 });
      drawLine(document, line, { x: this.left, y }, FOOT);
      drawLine(document, `${page + 1} of ${count}`, { x: this.left + this.width, y, align: "right" }, FOOT);
      document.endMarkedContent();
    }
    this.#root.end();
  }
}
