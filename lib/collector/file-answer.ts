import type { IncomingHttpHeaders } from "node:http";
import fresh from "fresh";
import parseRange from "range-parser";
import type { ArticleFile } from "@/lib/catalog/article";

/** How a file request is to be answered (RFC 9110 §13 conditions, §14 ranges); `slice` is what the body holds, ends inclusive. */
export interface FileAnswer {
  status: 200 | 206 | 304 | 416;
  headers: Record<string, string>;
  slice?: { start: number; end: number };
}

export type ServedFile = Pick<ArticleFile, "name" | "mediaType" | "bytes" | "sha256" | "uploaded">;

/**
 * Conditions first, then ranges. One range is answered as 206; several, or a range in a unit or form not understood, as the
 * whole file, which the RFC allows. `no-cache` lets browsers keep the file but makes them ask, so that a repeated
 * reading reaches us as a 304, which COUNTER counts; what is `lasting` is part of a page and is asked for once.
 */
export function fileAnswer(
  file: ServedFile,
  header: (name: string) => string | undefined,
  { download, lasting }: { download: boolean; lasting: boolean },
): FileAnswer {
  const etag = `"${file.sha256.slice(0, 32)}"`;
  const lastModified = file.uploaded.toUTCString();
  const validators = { etag, "last-modified": lastModified };
  const headers: Record<string, string> = {
    ...validators,
    "accept-ranges": "bytes",
    "cache-control": lasting ? "public, max-age=31536000, immutable" : "no-cache",
    "content-type": file.mediaType,
    "content-disposition": disposition(file.name, download),
    "x-content-type-options": "nosniff",
    // What a file holds is a publisher's or an author's: nothing of it may run in our name. A browser's own viewer of PDFs, which runs
    // nothing of the page's, does not open them in a sandbox.
    ...(file.mediaType === "application/pdf"
      ? {}
      : { "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox" }),
  };
  const conditions: IncomingHttpHeaders = {};
  for (const name of ["if-none-match", "if-modified-since"] as const) {
    const value = header(name);
    if (value !== undefined) conditions[name] = value;
  }
  if (fresh(conditions, validators)) {
    const { "content-type": _type, "content-disposition": _disposition, ...kept } = headers;
    return { status: 304, headers: kept };
  }
  const asked = header("range");
  if (asked !== undefined && isUnchanged(header("if-range"), etag, file.uploaded)) {
    const ranges = parseRange(file.bytes, withinSize(asked, file.bytes), { combine: true });
    if (ranges === -1) {
      return { status: 416, headers: { ...headers, "content-range": `bytes */${file.bytes}`, "content-length": "0" } };
    }
    const [range] = ranges === -2 ? [] : ranges;
    if (range && ranges !== -2 && ranges.type === "bytes" && ranges.length === 1) {
      const { start, end } = range;
      return {
        status: 206,
        headers: {
          ...headers,
          "content-range": `bytes ${start}-${end}/${file.bytes}`,
          "content-length": String(end - start + 1),
        },
        slice: { start, end },
      };
    }
  }
  return {
    status: 200,
    headers: { ...headers, "content-length": String(file.bytes) },
    slice: { start: 0, end: file.bytes - 1 },
  };
}

/** RFC 9110 §14.1.2: the last N bytes of a shorter file are the whole file; the parser would call that unsatisfiable. */
function withinSize(range: string, bytes: number): string {
  const suffix = /^\s*bytes\s*=\s*-(\d+)\s*$/i.exec(range)?.[1];
  return suffix !== undefined && Number(suffix) > bytes ? "bytes=0-" : range;
}

/** RFC 9110 §13.1.5: a range is answered only from the version the client holds. */
function isUnchanged(ifRange: string | undefined, etag: string, uploaded: Date): boolean {
  if (ifRange === undefined) return true;
  if (ifRange.startsWith('"')) return ifRange === etag;
  const held = Date.parse(ifRange);
  return !Number.isNaN(held) && Math.floor(uploaded.getTime() / 1000) * 1000 <= held;
}

/** RFC 6266, with the name once more in UTF-8 when ASCII cannot say it. */
function disposition(name: string, download: boolean): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, "_").replace(/["\\]/g, "_");
  const utf8 =
    ascii === name
      ? ""
      : `; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`;
  return `${download ? "attachment" : "inline"}; filename="${ascii}"${utf8}`;
}
