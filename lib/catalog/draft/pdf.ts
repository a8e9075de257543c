import { storeStream } from "../file-store";
import { isProgram, nameFault } from "../media-type";

/** A PDF in the file store that a draft puts in place. */
export interface StoredPdf {
  name: string;
  sha256: string;
  bytes: number;
}

/** Why an upload is not taken: for its name, its size, or what it holds. */
export const UPLOAD_FAULTS = ["program", "name", "large", "empty", "none", "cut"] as const;
export type UploadFaultKind = (typeof UPLOAD_FAULTS)[number];

export class UploadFault extends Error {
  constructor(readonly kind: UploadFaultKind) {
    super(`the upload is not taken: ${kind}`);
  }
}

const HEAD = "%PDF-";
/** Writers end a PDF with this mark; some add a little behind it. */
const END = "%%EOF";
const END_WITHIN = 2048;

/** The name a browser sent, without folders; throws UploadFault when no PDF should be called so. */
export function uploadName(sent: string): string {
  const name = (sent.split(/[/\\]/).at(-1) ?? "").normalize("NFC").trim();
  // Mail programs hide the last of several endings, and people then open the one before it.
  const endings = name.split(".").slice(1);
  if (endings.some(isProgram)) throw new UploadFault("program");
  if (nameFault(name) !== undefined || !/^[^.].*\.pdf$/i.test(name)) throw new UploadFault("name");
  return name;
}

/**
 * Keeps an uploaded PDF, in pieces as it comes; nothing of it is kept when it is too large, is no PDF, or breaks off. Throws UploadFault.
 */
export async function storePdf(
  dataDir: string,
  name: string,
  content: AsyncIterable<Uint8Array>,
  largest: number,
): Promise<StoredPdf> {
  const stored = await storeStream(dataDir, checked(content, largest));
  return { name, ...stored };
}

async function* checked(content: AsyncIterable<Uint8Array>, largest: number): AsyncGenerator<Uint8Array> {
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  let bytes = 0;
  for await (const piece of content) {
    bytes += piece.length;
    if (bytes > largest) throw new UploadFault("large");
    if (head.length < HEAD.length) {
      head = Buffer.concat([head, piece.subarray(0, HEAD.length - head.length)]);
      if (!HEAD.startsWith(head.toString("latin1"))) throw new UploadFault("none");
    }
    tail = Buffer.concat([tail, piece]).subarray(-END_WITHIN);
    yield piece;
  }
  if (bytes === 0) throw new UploadFault("empty");
  if (head.length < HEAD.length) throw new UploadFault("none");
  if (!tail.includes(END)) throw new UploadFault("cut");
}
