import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { Busboy, type BusboyFileStream } from "@fastify/busboy";
import { type Field, type Fields, fieldsFrom } from "@/lib/catalog/draft/fields";
import { type StoredPdf, storePdf, UploadFault, type UploadFaultKind, uploadName } from "@/lib/catalog/draft/pdf";
import { storable } from "@/lib/db/storable";

/** What the form sent: every field as typed, and what became of the file. */
export interface DraftBody {
  fields: Fields;
  revision: number;
  /** Which button was pressed. */
  press: string;
  /** Undefined when no file was chosen. */
  pdf: StoredPdf | undefined;
  pdfFault: UploadFaultKind | undefined;
}

const LONGEST_FIELD = 1024 * 1024;

/** Reads the form as it comes: text into memory, a file straight into the store. What was typed comes through, whatever the file is. */
export async function draftBody(
  request: Request,
  { dataDir, largest }: { dataDir: string; largest: number },
): Promise<DraftBody | undefined> {
  const type = request.headers.get("content-type") ?? "";
  if (!request.body || !/^multipart\/form-data;.*\bboundary=\S/i.test(type)) return undefined;
  const text = new Map<string, string>();
  let keeping: Promise<StoredPdf | undefined> = Promise.resolve(undefined);
  let pdfFault: UploadFaultKind | undefined;
  let upload: BusboyFileStream | undefined;
  const form = new Busboy({
    headers: { "content-type": type },
    limits: { fieldSize: LONGEST_FIELD, fields: 100, files: 1, headerPairs: 100 },
  });
  form.on("field", (name, value) => void text.set(name, storable(value)));
  form.on("file", (_, stream: BusboyFileStream, fileName: string) => {
    upload = stream;
    // Of a form without its end the file says so first, whether or not it is still read; the form says it too.
    stream.on("error", () => undefined);
    keeping = keep(stream, fileName, dataDir, largest).catch((fault) => {
      // The rest is read and thrown away: a browser shows no answer to a form it could not send whole.
      stream.resume();
      if (!(fault instanceof UploadFault)) throw fault;
      pdfFault = fault.kind;
      return undefined;
    });
  });
  try {
    await new Promise<void>((resolve, reject) => {
      const body = Readable.fromWeb(request.body as ReadableStream).on("error", reject);
      body.pipe(form.on("finish", resolve).on("error", reject));
    });
  } catch (fault) {
    // The sender is gone: what came of a file is thrown away.
    upload?.destroy(fault instanceof Error ? fault : undefined);
    await keeping.catch(() => undefined);
    return undefined;
  }
  const pdf = await keeping;
  return {
    fields: fieldsFrom((field: Field) => text.get(field)),
    revision: Number(text.get("revision") ?? 0),
    press: text.get("press") ?? "save",
    pdf,
    pdfFault,
  };
}

async function keep(stream: BusboyFileStream, fileName: string, dataDir: string, largest: number) {
  if (!fileName) {
    stream.resume();
    return undefined;
  }
  return storePdf(dataDir, uploadName(fileName), stream.iterator({ destroyOnReturn: false }), largest);
}
