import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import { READER_HEADER, type ReaderAddress, readerHeader } from "@/lib/collector/reader-address";

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

/** Passes requests, streamed both ways, to the Next process behind its socket. */
export class PagesProxy {
  readonly #socket: string;
  readonly #agent = new Agent({ keepAlive: true, maxFreeSockets: 32 });

  constructor(socket: string) {
    this.#socket = socket;
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
      response.writeHead(answer.statusCode ?? 502, kept);
      pipeline(answer, response, () => {});
    });
    passed.on("error", () => {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      const body = "The pages are starting. Try again in a moment.\n";
      response.writeHead(503, { "content-type": "text/plain; charset=utf-8", "retry-after": "2" }).end(body);
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
