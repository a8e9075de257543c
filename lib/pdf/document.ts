import PDFDocument from "pdfkit";
import { registerFonts } from "./fonts";

/** What a document says of itself, to programs and in the window's title. */
export interface About {
  title: string;
  author: string;
  subject: string;
  keywords?: string;
  /** The only date in the document, and what pdfkit derives its file id from: the same content gives the same bytes. */
  dated: Date;
}

/** An A4 document with embedded fonts, tagged for screen readers; light, whatever the reader's screen is. */
export function openDocument(
  { title, author, subject, keywords, dated }: About,
  margins: { top: number; left: number; right: number; bottom: number },
  layout: "portrait" | "landscape" = "portrait",
): PDFKit.PDFDocument {
  const document = new PDFDocument({
    size: "A4",
    layout,
    margins,
    bufferPages: true,
    // None to begin with: pdfkit would open its Helvetica, which no page uses, for every document.
    font: "",
    lang: "en",
    tagged: true,
    displayTitle: true,
    pdfVersion: "1.7",
    info: {
      Title: title,
      Author: author,
      Subject: subject,
      ...(keywords === undefined ? {} : { Keywords: keywords }),
      Creator: "Footfall",
      Producer: "Footfall",
      CreationDate: dated,
      ModDate: dated,
    },
  });
  registerFonts(document);
  return document;
}

/** What a document comes to when `draw` is done with it. */
export async function bytesOf(document: PDFKit.PDFDocument, draw: () => void): Promise<Buffer> {
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve, reject) => {
    document.on("end", resolve);
    document.on("error", reject);
  });
  draw();
  document.end();
  await done;
  return Buffer.concat(chunks);
}

export const INK = "#1c1f24";
export const FAINT = "#5b6470";
export const ACCENT = "#0f4c81";
