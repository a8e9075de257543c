import type { Day } from "@/lib/calendar/day";
import type { Interval } from "@/lib/calendar/interval";
import { ACCENT, bytesOf, FAINT, INK, openDocument } from "@/lib/pdf/document";
import { inLetters } from "@/lib/pdf/fonts";
import { drawLine, type Letters, linesOf } from "@/lib/pdf/lines";
import { drawQrCode } from "@/lib/pdf/qr-code";
import type { Measures } from "@/lib/usage/measures";
import { peersWords } from "@/lib/usage/peer-words";
import { drawChart } from "./chart";
import { figuresHash, type Letter, type LetterFigures } from "./figures";
import { dayWords, definitionsOf, minuteWords, numberWords, ordinalWords } from "./words";

export interface LetterToDraw extends Omit<Letter, "sha256" | "bytes"> {
  /** All authors as the article names them. */
  authors: readonly string[];
  points: readonly ({ start: Day } & Measures)[];
  interval: Interval;
  /** Where it can be verified. */
  address: string;
}

const MARGIN = 54;
const WIDTH = 595.28 - 2 * MARGIN;
/** From here on everything has its fixed place: what stands above is cut to the room there is. */
const FIGURES_AT = 280;
const CHART_AT = 382;
const DEFINITIONS_AT = 548;
const PROOF_AT = 682;
const QR = 96;
/** With more of its letters missing than this, a text is left out and not shown as question marks. */
const TOO_MANY = 0.2;

/** The letter as a PDF of one page, whatever it is about. */
export function letterPdf(letter: LetterToDraw): Promise<Buffer> {
  const { figures, name, made } = letter;
  const document = openDocument(
    {
      title: `How “${figures.title}” was read`,
      author: figures.journal,
      subject: `Letter of impact for ${name}`,
      dated: made,
    },
    { top: MARGIN, left: MARGIN, right: MARGIN, bottom: 0 },
  );
  return bytesOf(document, () => {
    drawHead(document, letter);
    drawFigures(document, letter);
    const words = `Bars of abstract views, full-text views and PDF downloads by ${letter.interval}, ${dayWords(letter.from)} to ${dayWords(letter.to)}; their totals stand beside their names.`;
    figure(document, words, () =>
      drawChart(document, letter.points, letter.interval, figures.totals, {
        ...{ x: MARGIN, y: CHART_AT, width: WIDTH, height: 156 },
      }),
    );
    drawDefinitions(document, figures.standing ? peersIn(figures.standing) : undefined);
    drawProof(document, letter);
  });
}

type Place = { y: number; x?: number; width?: number; most?: number; lead?: number };

/** Sets a text from a place on and returns where the next may begin. */
function set(
  document: PDFKit.PDFDocument,
  tag: "H1" | "H2" | "P",
  text: string,
  letters: Letters,
  { y, x = MARGIN, width = WIDTH, most = 1, lead = 1.28 }: Place,
): number {
  const lines = linesOf(document, text, letters, { width, most });
  document.addStructure(
    document.struct(tag, {}, () => {
      for (const [i, line] of lines.entries()) drawLine(document, line, { x, y: y + i * letters.size * lead }, letters);
    }),
  );
  return y + lines.length * letters.size * lead;
}

function figure(document: PDFKit.PDFDocument, alt: string, draw: () => void): void {
  document.addStructure(document.struct("Figure", { alt }, draw));
}

function drawHead(document: PDFKit.PDFDocument, { figures, name, authors, from, to }: LetterToDraw): void {
  const soft = { size: 9.5, color: FAINT };
  const journal = inLetters(figures.journal);
  let y = set(
    document,
    "P",
    journal.missing > TOO_MANY ? `ISSN ${figures.issn}` : `${journal.text} · ISSN ${figures.issn}`,
    { ...soft, style: "italic" },
    { y: MARGIN },
  );
  y = set(document, "P", "LETTER OF IMPACT", { size: 9, style: "bold", color: ACCENT }, { y: y + 10 });
  const title = inLetters(figures.title);
  if (title.missing > TOO_MANY) {
    y = set(document, "H1", `The article ${figures.doi}`, { size: 19, style: "bold", color: INK }, { y: y + 3 });
    y = set(
      document,
      "P",
      "Its title is in a script that this file has no letters for; the page below shows it.",
      soft,
      { y: y + 2 },
    );
  } else {
    const size = title.text.length > 180 ? 13 : title.text.length > 100 ? 16 : 19;
    y = set(
      document,
      "H1",
      title.text,
      { size, style: "bold", color: INK },
      { y: y + 3, most: size === 13 ? 4 : 3, lead: 1.2 },
    );
  }
  const names = authors.map(inLetters);
  if (names.length > 0 && names.every(({ missing }) => missing <= TOO_MANY))
    y = set(
      document,
      "P",
      authorLine(
        document,
        names.map(({ text }) => text),
      ),
      { size: 10.5, color: INK },
      { y: y + 5, most: 2 },
    );
  y = set(document, "P", `doi.org/${figures.doi}`, soft, { y: y + 4 });
  const person = inLetters(name);
  const named = person.missing > TOO_MANY ? "one of its authors" : person.text;
  const by =
    figures.by === "claim" ? ", whom the journal’s editors confirmed as one of its authors" : ", one of its authors";
  const whom = person.missing > TOO_MANY ? named : `${named}${by}`;
  y = set(document, "P", `Made for ${whom}.`, { size: 11, style: "bold", color: INK }, { y: y + 8, most: 2 });
  const period = `What readers did with it on this journal’s site from ${dayWords(from)} to ${dayWords(to)}.`;
  y = set(document, "P", period, { size: 11, color: INK }, { y: y + 2 });
  if (figures.sample)
    set(
      document,
      "P",
      "A sample journal: these figures are simulated.",
      { size: 10, style: "italic", color: ACCENT },
      { y },
    );
}

/** As many names as fit into two lines, and how many there are besides. */
function authorLine(document: PDFKit.PDFDocument, names: readonly string[]): string {
  const letters = { size: 10.5 };
  for (let shown = Math.min(names.length, 40); shown > 0; shown -= 1) {
    const others = names.length - shown;
    const line = names.slice(0, shown).join(", ") + (others > 0 ? ` and ${numberWords(others)} others` : "");
    if (!linesOf(document, line, letters, { width: WIDTH, most: 2 }).at(-1)?.endsWith("…")) return line;
  }
  return `${numberWords(names.length)} authors`;
}

function drawFigures(document: PDFKit.PDFDocument, { figures: { totals, standing, journal } }: LetterToDraw): void {
  document
    .moveTo(MARGIN, FIGURES_AT - 8)
    .lineTo(MARGIN + WIDTH, FIGURES_AT - 8)
    .lineWidth(0.6)
    .stroke("#b9b5ab");
  const columns = [
    ["Views and downloads", totals.totalItemInvestigations, totals.uniqueItemInvestigations],
    ["Full-text reads", totals.totalItemRequests, totals.uniqueItemRequests],
    ["PDF downloads", totals.pdfDownloads, undefined],
  ] as const;
  for (const [i, [label, total, unique]] of columns.entries()) {
    const x = MARGIN + (WIDTH / 3) * i;
    const width = WIDTH / 3 - 10;
    let y = set(document, "P", label, { size: 9.5, color: FAINT }, { y: FIGURES_AT, x, width });
    y = set(
      document,
      "P",
      numberWords(total),
      { size: total < 10_000_000 ? 24 : 17, style: "bold", color: INK },
      { y, x, width, lead: 1.15 },
    );
    if (unique !== undefined)
      set(document, "P", `${numberWords(unique)} unique`, { size: 9.5, color: FAINT }, { y, x, width });
  }
  const own = inLetters(journal);
  const where = own.missing > TOO_MANY ? "this journal" : own.text;
  const words = standing
    ? `${ordinalWords(standing.percentile)} percentile of ${numberWords(standing.articles)} ${peersIn(standing)} of ${where} at the same age (day ${numberWords(standing.age)}).`
    : "Fewer than 20 articles of this journal have a record that reaches its age: too few for a comparison.";
  set(
    document,
    "P",
    words,
    { size: 11, style: standing ? "bold" : "text", color: INK },
    { y: FIGURES_AT + 64, most: 2 },
  );
}

/** Whom an article is compared with, as far as there are letters for it. */
function peersIn({ peers }: NonNullable<LetterFigures["standing"]>): string {
  const { text, missing } = inLetters(peersWords(peers));
  return missing > TOO_MANY ? "articles of its kind" : text;
}

function drawDefinitions(document: PDFKit.PDFDocument, peers: string | undefined): void {
  let y = set(document, "H2", "What the figures mean", { size: 10, style: "bold", color: INK }, { y: DEFINITIONS_AT });
  for (const [term, meaning] of definitionsOf(peers))
    y = set(document, "P", `${term}: ${meaning}`, { size: 8.5, color: INK }, { y: y + 2, most: 2, lead: 1.25 });
}

function drawProof(document: PDFKit.PDFDocument, letter: LetterToDraw): void {
  const { address, code, made, countedThrough, methodVersion } = letter;
  document
    .moveTo(MARGIN, PROOF_AT - 6)
    .lineTo(MARGIN + WIDTH, PROOF_AT - 6)
    .lineWidth(0.6)
    .stroke("#b9b5ab");
  figure(document, `QR code of ${address}`, () => drawQrCode(document, address, { x: MARGIN, y: PROOF_AT, size: QR }));
  const [x, width] = [MARGIN + QR + 14, WIDTH - QR - 14];
  const small = { size: 8.5, color: INK };
  let y = set(
    document,
    "H2",
    "Verify this letter",
    { size: 10, style: "bold", color: INK },
    { y: PROOF_AT + 2, x, width },
  );
  y = set(document, "P", address, { size: 9, color: ACCENT }, { y: y + 2, x, width, most: 2 });
  document.link(x, PROOF_AT + 14, width, 14, address);
  y = set(
    document,
    "P",
    "There the figures stand as they were handed out, with what has been restated since, and any file can be compared with this one.",
    small,
    { y: y + 2, x, width, most: 2 },
  );
  y = set(
    document,
    "P",
    `Counted through ${minuteWords(countedThrough)}, by the COUNTER Code of Practice R5.1 (method ${methodVersion}). Days are UTC. Made on ${minuteWords(made)}.`,
    small,
    { y: y + 2, x, width, most: 2 },
  );
  set(
    document,
    "P",
    `SHA-256 of these figures: ${figuresHash(letter)}`,
    { size: 7, color: FAINT },
    { y: y + 3, x, width, most: 2 },
  );
  set(document, "P", `Letter ${code}`, { size: 7, color: FAINT }, { y: PROOF_AT + QR + 4, x: MARGIN });
}
