import { minuteWords } from "@/lib/authors/letter/words";
import { siteUrl } from "@/lib/env";
import { ACCENT, bytesOf, FAINT, INK, openDocument } from "@/lib/pdf/document";
import { Flow, inLettersOr } from "@/lib/pdf/flow";
import { drawTable, fitting } from "@/lib/pdf/table";
import { wholeNumber } from "@/lib/usage/words";
import type { Content, Part, Table } from "../content";
import type { At } from "../format";
import { periodWords } from "../period-words";
import { drawBarsPart } from "./pdf/bars";
import { drawFigures } from "./pdf/figures";
import { drawFunnel } from "./pdf/funnel";

const MARGINS = { top: 52, bottom: 58, side: 48 };
const PORTRAIT = 595.28 - 2 * MARGINS.side;
const NOTE = { size: 8.5, color: FAINT };

/** A report as pages to hand on: A4, light, tagged, with its own fonts. The same content gives the same bytes. */
export async function pdfFile(content: Content, at: At): Promise<Buffer> {
  const { title, journal, period } = content;
  const document = openDocument(
    {
      title: `${title}, ${journal.title}, ${periodWords(period)}`,
      author: journal.title,
      subject: content.headline ?? title,
      dated: at.now,
    },
    // What is written knows where a page ends; the library must not.
    { top: MARGINS.top, left: MARGINS.side, right: MARGINS.side, bottom: 0 },
    isWide(content) ? "landscape" : "portrait",
  );
  return bytesOf(document, () => {
    const flow = new Flow(document, MARGINS);
    drawHead(flow, content, at);
    for (const part of content.parts) drawPart(flow, part, content, at);
    drawDefinitions(flow, content);
    drawMethod(flow, content, at);
    const short = inLettersOr(content.scope, `ISSN ${journal.issn}`);
    flow.foot(`${short} · ${shownTitle(content)} · ${periodWords(period)}`);
  });
}

/** Whether a table has more columns than a page on end has room for. */
const isWide = ({ parts }: Content): boolean =>
  parts.some(
    (part) => part.kind === "table" && part.table.print && fitting(part.table.print.columns, PORTRAIT).left.length > 0,
  );

const shownTitle = ({ title, named }: Content): string =>
  named && inLettersOr(named.name, "") === "" ? named.without : title;

function drawHead(flow: Flow, content: Content, { now }: At): void {
  const { journal, period, countedThrough, provisional, before } = content;
  const name = inLettersOr(journal.title, "");
  flow.text(
    "P",
    [name, `ISSN ${journal.issn}`].filter(Boolean).join(" · "),
    { size: 10, style: "italic", color: FAINT },
    { most: 2 },
  );
  flow.space(6);
  flow.text("H1", shownTitle(content), { size: 23, style: "bold", color: INK }, { most: 4, lead: 1.15 });
  flow.text("P", periodWords(period), { size: 15, color: ACCENT });
  flow.space(4);
  const counted = countedThrough === null ? undefined : `counted through ${minuteWords(new Date(countedThrough))}`;
  const state =
    counted === undefined ? "Nothing is counted yet." : provisional ? `So far ${counted}.` : `Complete: ${counted}.`;
  flow.text("P", `Days are UTC. Made on ${minuteWords(now)}. ${state}`, NOTE);
  if (before)
    flow.text("P", `Figures are set beside those of ${periodWords(before)}, where it is said how they changed.`, NOTE);
  if (provisional)
    flow.text("P", "Provisional: not all of the period was counted when this was made. Figures may still grow.", {
      ...{ size: 10, style: "bold", color: ACCENT },
    });
  if (journal.sample)
    flow.text("P", "A sample journal: these figures are simulated.", { size: 10, style: "italic", color: ACCENT });
  flow.space(8);
  flow.rule();
  flow.space(10);
  if (!content.empty) return;
  flow.text("P", "Nobody opened anything in these days.", { size: 12, style: "bold", color: INK });
  flow.space(8);
}

function drawPart(flow: Flow, part: Part, { empty, period }: Content, at: At): void {
  if (part.kind === "figures") drawFigures(flow, part);
  else if (part.kind === "table") {
    if (part.table.print) drawPrinted(flow, part.table, part.table.print, at);
  } else if (empty) return;
  else if (part.kind === "bars") drawBarsPart(flow, part, period);
  else drawFunnel(flow, part.totals);
}

function drawPrinted(
  flow: Flow,
  { title, note, rows }: Table,
  print: NonNullable<Table["print"]>,
  { formats }: At,
): void {
  flow.section(title, 90);
  if (print.rows.length === 0) {
    flow.text("P", print.none, { size: 10, color: INK });
    return;
  }
  const { shown, left } = fitting(print.columns, flow.width);
  const others = formats.filter((format) => format === "xlsx" || format === "json");
  const where =
    others.length === 0 ? "the desk has all" : `all are in the ${others[0] === "xlsx" ? "workbook" : "JSON file"}`;
  const notes = [
    note,
    rows.length > print.rows.length
      ? `${wholeNumber(print.rows.length)} of ${wholeNumber(rows.length)}; ${where}.`
      : undefined,
    left.length > 0
      ? `There is no room here for ${left.map(({ words }) => words.toLowerCase()).join(", ")}: ${where}.`
      : undefined,
  ];
  const words = notes.filter((one) => one !== undefined).join(" ");
  if (words !== "") flow.text("P", words, NOTE);
  flow.space(6);
  drawTable(flow, {
    title,
    columns: print.columns.slice(0, shown),
    rows: print.rows.map((row) => row.slice(0, shown)),
  });
}

function drawDefinitions(flow: Flow, { definitions }: Content): void {
  flow.section("What the figures mean", 60);
  for (const [term, meaning] of definitions) {
    flow.need(26);
    flow.pair(term, meaning, { size: 8.5, color: INK });
    flow.space(3);
  }
}

function drawMethod(flow: Flow, { methodVersion, path, of }: Content, { env }: At): void {
  flow.section("How this was made", 70);
  flow.text(
    "P",
    `Counted by the COUNTER Code of Practice R5.1 (method ${methodVersion}), readers alone, double clicks removed. Days are UTC. Uniques are item by item and add up over articles and days.`,
    { size: 8.5, color: INK },
  );
  flow.space(2);
  for (const [name, value] of of) flow.pair(name, inLettersOr(value, "–"), { size: 8.5, color: INK });
  flow.space(4);
  const href = `${siteUrl(env)}${path}`;
  flow.link("The same view at the desk, for those who may read it:", href, href, { size: 8.5, color: INK });
}
