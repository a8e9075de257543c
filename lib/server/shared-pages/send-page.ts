import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createGzip } from "node:zlib";
import fresh from "fresh";
import Negotiator from "negotiator";
import type { SharedPage } from "./shared-page";

/** A page that is not whole by then is sent as it comes: its figures may be late, and the article does not wait for them. */
const PATIENCE_MS = 250;
/** What belongs to the pages' own answer and not to this one. */
const NOT_KEPT = ["connection", "keep-alive", "transfer-encoding", "content-length", "date", "trailer", "upgrade"];

/** Answers a request with a shared page; throws, with nothing sent, when the pages did not answer at all. */
export async function sendPage(page: SharedPage, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, headers: given } = await page.head;
  if (page.body === undefined) await Promise.race([page.ended, pause()]);
  const headers: OutgoingHttpHeaders = { ...given };
  for (const name of NOT_KEPT) delete headers[name];
  const html = given["content-type"]?.startsWith("text/html") ?? false;
  headers.vary = withNames(given.vary, html ? ["Accept", "Accept-Encoding"] : ["Accept-Encoding"]);
  const { etag, body } = page;
  if (etag !== undefined) {
    // Readers' browsers keep it and ask whether it still is what it was; files of a build, and badges, say themselves how long they need not.
    if (!/\b(?:immutable|public)\b/.test(given["cache-control"] ?? "")) headers["cache-control"] = "no-cache";
    headers.etag = etag;
    if (fresh(request.headers, { etag })) {
      const { vary, "cache-control": control } = headers;
      response.writeHead(304, { etag, vary, "cache-control": control }).end();
      return;
    }
  }
  const taken = new Negotiator(request).encodings(["br", "gzip"]);
  // The smallest that is taken; Brotli is for what is whole, as it is slow to let go of what it has.
  const encoding = body && taken.includes("br") ? "br" : taken.includes("gzip") ? "gzip" : "identity";
  if (encoding !== "identity") headers["content-encoding"] = encoding;
  if (body !== undefined) {
    const sent = await page.encoded(body, encoding);
    response.writeHead(status, { ...headers, "content-length": sent.length }).end(sent);
    return;
  }
  response.writeHead(status, headers);
  const coming = Readable.from(page.chunks());
  const flushed = { flush: constants.Z_SYNC_FLUSH };
  // What was begun cannot be taken back: a reader sees a page that breaks off, as when the connection is lost.
  await (encoding === "gzip" ? pipeline(coming, createGzip(flushed), response) : pipeline(coming, response)).catch(
    () => {},
  );
}

/** A list of header names with some more, each once. */
function withNames(given: string | undefined, more: readonly string[]): string {
  const names = [...(given ?? "").split(","), ...more].map((name) => name.trim()).filter((name) => name !== "");
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()].join(", ");
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
