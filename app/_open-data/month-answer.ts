import { type FileHandle, open } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGzip } from "node:zlib";
import fresh from "fresh";
import { storedPath } from "@/lib/catalog/file-store";
import { fileAnswer } from "@/lib/collector/file-answer";
import { faultReason } from "@/lib/db/faults";
import { readEnv } from "@/lib/env";
import { type MonthForm, monthFile } from "@/lib/reports/open-data/address";
import type { OpenMonth } from "@/lib/reports/sql/open-data";
import { conditions, lost, OPEN, textAnswer } from "./text-answer";

/** A month in one of its forms: the file as it was made and checked, whole or the part that is asked for; packed; or its sum. */
export function monthAnswer(request: Request, month: OpenMonth, form: MonthForm): Response | Promise<Response> {
  switch (form) {
    case "csv":
      return plain(request, month);
    case "csv.gz":
      return packed(request, month);
    case "csv.sha256":
      // As sha256sum writes it, and reads it with -c.
      return textAnswer(
        request,
        `${month.sha256}  ${monthFile(month.month)}\n`,
        "text/plain; charset=utf-8",
        month.made,
      );
  }
}

async function plain(request: Request, { month, bytes, sha256, made }: OpenMonth): Promise<Response> {
  const mediaType = "text/csv; charset=utf-8; header=present";
  const { status, headers, slice } = fileAnswer(
    { name: monthFile(month), mediaType, bytes, sha256, uploaded: made },
    (name) => request.headers.get(name) ?? undefined,
    { download: true, lasting: false },
  );
  const said = { status, headers: { ...headers, ...OPEN } };
  if (!slice || request.method === "HEAD") return new Response(null, said);
  const file = await opened(sha256);
  return file ? new Response(body(file.createReadStream(slice)), said) : lost();
}

/** Packed on its way: how long it is shows at its end, and no part of it can be asked for. */
async function packed(request: Request, { month, sha256, made }: OpenMonth): Promise<Response> {
  const headers = {
    ...OPEN,
    etag: `W/"${sha256.slice(0, 32)}-gz"`,
    "last-modified": made.toUTCString(),
    "accept-ranges": "none",
  };
  if (fresh(conditions(request), headers)) return new Response(null, { status: 304, headers });
  const disposition = `attachment; filename="${monthFile(month, "csv.gz")}"`;
  const whole = { ...headers, "content-type": "application/gzip", "content-disposition": disposition };
  if (request.method === "HEAD") return new Response(null, { headers: whole });
  const file = await opened(sha256);
  if (!file) return lost();
  const gzip = createGzip();
  pipeline(file.createReadStream(), gzip, () => {});
  return new Response(body(gzip), { headers: whole });
}

const body = (stream: Readable): ReadableStream => Readable.toWeb(stream) as ReadableStream;

async function opened(sha256: string): Promise<FileHandle | undefined> {
  try {
    return await open(storedPath(readEnv().DATA_DIR, sha256), "r");
  } catch (fault) {
    console.error(`open data: file ${sha256} is not in the store: ${faultReason(fault)}`);
    return undefined;
  }
}
