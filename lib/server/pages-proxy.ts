import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import { createGzip } from "node:zlib";
import Negotiator from "negotiator";
import { READER_HEADER, type ReaderAddress, readerHeader } from "@/lib/collector/reader-address";
import type { PageAnswer } from "./shared-pages/shared-page";

/** Headers that concern one connection only, RFC 9110 §7.6.1. */
const HOP_BY_HOP = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

/** What the pages are told of a page for everybody. The name is any: without one Next would write the head of a page into its body. */
const FOR_EVERYBODY = { host: "localhost", accept: "text/html", "user-agent": "Footfall" };
const LONGEST_MS = 60_000;

/**
 * Long JSON or CSV that says it varies by encoding goes out in gzip to whoever takes that: Next lets a route set no Content-Encoding, and packs nothing
 * itself behind a server of somebody else's.
 */
const isPacked = (request: IncomingMessage, { statusCode, headers }: IncomingMessage): boolean =>
  statusCode === 200 &&
  request.method !== "HEAD" &&
  headers["content-encoding"] === undefined &&
  /^(?:application\/json|text\/csv)\b/.test(headers["content-type"] ?? "") &&
  /\baccept-encoding\b/i.test(headers.vary ?? "") &&
  new Negotiator(request).encodings(["gzip", "identity"])[0] === "gzip";

/** The pages' process is away for a moment. */
export function refuseForNow(response: ServerResponse): void {
  const body = "The pages are starting. Try again in a moment.\n";
  response
    .writeHead(503, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", "retry-after": "2" })
    .end(body);
}

/** Passes requests, streamed both ways, to the Next process behind its socket. */
export class PagesProxy {
  readonly #socket: string;
  readonly #agent = new Agent({ keepAlive: true, maxFreeSockets: 32 });

  constructor(socket: string) {
    this.#socket = socket;
  }

  /**
   * Asks for a page on behalf of everybody. Nothing of a request is told but its path, so that nothing of a reader, not even which
   * host they asked, can be in the answer.
   */
  ask(path: string): Promise<PageAnswer> {
    return new Promise((resolve, reject) => {
      const asked = httpRequest({ socketPath: this.#socket, agent: this.#agent, path, headers: FOR_EVERYBODY });
      asked.on("response", (answer) =>
        resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: answer }),
      );
      asked.on("error", reject);
      asked.setTimeout(LONGEST_MS, () => asked.destroy(new Error("the pages did not answer in time")));
      asked.end();
    });
  }

  /** `reader` is told as well, over whatever the request itself claims. */
  pass(request: IncomingMessage, response: ServerResponse, address: string, reader: ReaderAddress): void {
    const headers = { ...request.headers };
    for (const name of HOP_BY_HOP) delete headers[name];
    headers["x-forwarded-for"] = address;
    headers[READER_HEADER] = readerHeader(reader);
    headers["x-forwarded-host"] ??= request.headers.host;
    headers["x-forwarded-proto"] ??= "http";
    const passed = httpRequest({
      socketPath: this.#socket,
      agent: this.#agent,
      method: request.method,
      path: request.url,
      headers,
    });
    passed.on("response", (answer) => {
      const kept = { ...answer.headers };
      for (const name of HOP_BY_HOP) delete kept[name];
      const packed = isPacked(request, answer);
      if (packed) {
        kept["content-encoding"] = "gzip";
        delete kept["content-length"];
        // Other bytes than those it is a strong name of, and none that a part could be asked of (RFC 9110 §8.8.1).
        if (kept.etag?.startsWith('"')) kept.etag = `W/${kept.etag}`;
        delete kept["accept-ranges"];
      }
      response.writeHead(answer.statusCode ?? 502, kept);
      if (packed) pipeline(answer, createGzip(), response, () => {});
      else pipeline(answer, response, () => {});
    });
    passed.on("error", () => {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      refuseForNow(response);
    });
    response.on("close", () => {
      if (!response.writableFinished) passed.destroy();
    });
    pipeline(request, passed, () => {});
  }

  close(): void {
    this.#agent.destroy();
  }
}
