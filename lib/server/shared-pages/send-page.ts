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
  const varies = [...(given.vary ?? "").split(","), "Accept", "Accept-Encoding"].map((name) => name.trim());
  headers.vary = [...new Map(varies.map((name) => [name.toLowerCase(), name])).values()].filter(Boolean).join(", ");
  const { etag, body } = page;
  if (etag !== undefined) {
    // Readers' browsers keep it and ask whether it still is what it was.
    headers["cache-control"] = "no-cache";
    headers.etag = etag;
    if (fresh(request.headers, { etag })) {
      response.writeHead(304, { etag, vary: headers.vary, "cache-control": "no-cache" }).end();
      return;
    }
  }
  const compressed = new Negotiator(request).encoding(["gzip", "identity"]) === "gzip";
  if (compressed) headers["content-encoding"] = "gzip";
  if (body !== undefined) {
    const sent = compressed ? await page.gzipped(body) : body;
    response.writeHead(status, { ...headers, "content-length": sent.length }).end(sent);
    return;
  }
  response.writeHead(status, headers);
  const coming = Readable.from(page.chunks());
  const flushed = { flush: constants.Z_SYNC_FLUSH };
  // What was begun cannot be taken back: a reader sees a page that breaks off, as when the connection is lost.
  await (compressed ? pipeline(coming, createGzip(flushed), response) : pipeline(coming, response)).catch(() => {});
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
