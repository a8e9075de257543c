import type { Author } from "@/lib/catalog/article";
import type { ArticleEntry, JournalEntry } from "@/lib/catalog/entry";
import { ACCENT, bytesOf, FAINT, INK, openDocument } from "@/lib/pdf/document";
import { fontName, runsOf, type Style } from "@/lib/pdf/fonts";

const NOTICE = "Sample file made by Footfall from the article's metadata. It is not the published article.";
const MARGIN = 64;

/**
 * A PDF that stands in for an article's: its metadata, set like a first page, and on every page the notice that it is a
 * sample. The same article gives the same bytes, so loading the sample again changes no file.
 */
export async function samplePdf(article: ArticleEntry, journal: JournalEntry): Promise<Buffer> {
  const document = openDocument(
    {
      title: article.title,
      author: article.authors.map(nameOf).join("; "),
      subject: `${journal.title}: sample file`,
      keywords: article.keywords.join(", "),
      dated: new Date(`${article.published ?? `${article.year}-01-01`}T12:00:00Z`),
    },
    { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + 16 },
  );
  return bytesOf(document, () => {
    firstPage(document, article, journal);
    countingPage(document, article);
    feet(document, article, journal);
  });
}

function firstPage(document: PDFKit.PDFDocument, article: ArticleEntry, journal: JournalEntry): void {
  const { volume, issue, firstPage: from, lastPage, year } = article;
  const pages = lastPage ? `${from}–${lastPage}` : from;
  write(document, `${journal.abbreviation} ${year}, ${volume}(${issue}), ${pages}`, {
    size: 9.5,
    style: "italic",
    color: FAINT,
  });
  write(document, `ISSN ${journal.issn}   ·   doi.org/${article.doi}`, { size: 9.5, color: FAINT, after: 26 });
  if (article.type) write(document, article.type.toUpperCase(), { size: 9, style: "bold", color: ACCENT, after: 6 });
  write(document, article.title, { size: 22, style: "bold", after: 14, tag: "H1" });
  if (article.authors.length > 0) {
    write(document, article.authors.map(nameOf).join(", "), { size: 12, after: 8 });
  }
  for (const affiliation of article.affiliations) write(document, affiliation, { size: 9.5, color: FAINT, after: 8 });
  const history = (["received", "revised", "accepted", "published"] as const)
    .flatMap((step) => {
      const day = article[step];
      return day ? [`${step[0]?.toUpperCase()}${step.slice(1)}:\u00a0${longDate(day)}`] : [];
    })
    .join(" / ");
  if (history) write(document, history, { size: 9.5, color: FAINT, after: 20 });
  if (article.abstract) {
    write(document, "Abstract", { size: 12, style: "bold", after: 4, tag: "H2" });
    write(document, article.abstract, { size: 10.5, after: 14, gap: 3 });
  } else {
    write(document, "No abstract is on record for this sample.", {
      size: 10.5,
      style: "italic",
      color: FAINT,
      after: 14,
    });
  }
  if (article.keywords.length > 0) {
    write(document, "Keywords", { size: 12, style: "bold", after: 4, tag: "H2" });
    write(document, article.keywords.join("; "), { size: 10.5, after: 14 });
  }
  if (article.license)
    write(document, `Licence: ${article.license} (${article.licenseUrl ?? ""})`, { size: 9.5, color: FAINT });
}

function countingPage(document: PDFKit.PDFDocument, article: ArticleEntry): void {
  document.addPage();
  write(document, "How readings of this file are counted", { size: 15, style: "bold", after: 10, tag: "H1" });
  for (const paragraph of [
    `Opening this file, in a browser or as a download, is one PDF download of ${article.doi}. By the COUNTER Code of Practice it is a Request, and therefore also an Investigation of the article.`,
    "Viewers often fetch a file in several ranges: only the one that holds its beginning counts. Opening it twice within 30 seconds counts once.",
    "Robots and AI agents are recorded apart and never enter the figures. No address of a reader is kept: a keyed hash, whose key is new every day and then destroyed, tells readers of one day apart.",
  ]) {
    write(document, paragraph, { size: 10.5, after: 9, gap: 3 });
  }
}

function feet(document: PDFKit.PDFDocument, article: ArticleEntry, journal: JournalEntry): void {
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    document.switchToPage(page);
    // Written below the margin, where pdfkit would otherwise begin a new page.
    document.page.margins.bottom = 0;
    const y = document.page.height - MARGIN;
    document.x = MARGIN;
    document.y = y;
    write(document, NOTICE, { size: 8.5, style: "italic", color: ACCENT, artifact: true });
    document.y = y + 12;
    const line = `${journal.title} · ${article.doi} · page ${page - start + 1} of ${count}`;
    write(document, line, { size: 8.5, color: FAINT, artifact: true });
  }
}

interface Setting {
  size: number;
  style?: Style;
  color?: string;
  /** Space below, in points. */
  after?: number;
  gap?: number;
  tag?: "P" | "H1" | "H2";
  /** Page furniture, which screen readers skip. */
  artifact?: boolean;
}

function write(document: PDFKit.PDFDocument, text: string, setting: Setting): void {
  const { size, style = "text", color = INK, after = 2, gap = 1.5, tag = "P", artifact = false } = setting;
  const put = () => {
    document.fontSize(size).fillColor(color);
    const runs = runsOf(text);
    runs.forEach((run, i) => {
      document.font(fontName(run.script, style));
      document.text(run.text, { lineGap: gap, continued: i < runs.length - 1 });
    });
    document.y += after;
  };
  if (artifact) {
    document.markContent("Artifact");
    put();
    document.endMarkedContent();
  } else {
    document.addStructure(document.struct(tag, {}, put));
  }
}

const nameOf = ({ given, family }: Author): string => (given ? `${given} ${family}` : family);

const LONG_DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** `17 December 2013`, kept on one line. */
const longDate = (day: string): string => LONG_DATE.format(new Date(`${day}T00:00:00Z`)).replaceAll(" ", "\u00a0");
