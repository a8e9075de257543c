import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import { clientAddress } from "@/lib/collector/client-address";
import type { DoorAnswer, DoorRequest } from "@/lib/collector/door";
import type { Doors } from "@/lib/collector/doors";
import { pixelDoor } from "@/lib/collector/pixel-door";
import { readerAddress } from "@/lib/collector/reader-address";
import { readerScriptDoor } from "@/lib/collector/reader-script";
import { refusal, usageDoor } from "@/lib/collector/usage-door";
import { datedCounts } from "@/lib/usage/dated-counts";
import { type PagesProxy, refuseForNow } from "./pages-proxy";
import { sendPage } from "./shared-pages/send-page";
import { sharedBy } from "./shared-pages/shareable";
import { SharedPages } from "./shared-pages/shared-pages";

export interface FrontParts {
  doors: Doors;
  pages: PagesProxy;
  health: () => Promise<DoorAnswer>;
  trustedProxies: number;
}

interface PartsWithPages extends FrontParts {
  sharedPages: SharedPages;
  sharedFiles: SharedPages;
}

/** Paths of ours with a file at their end; cheap enough to ask of every request. */
const FILE_PATH = /^\/\d{4}-\d{3}[\dX]\/[^?]*\/(?:pdf|xml|(?:figures|supplements)\/[^/?]+)\/?(?:\?|$)/;
const EXPORT_PATH = /^\/\d{4}-\d{3}[\dX]\/[^?]*\/export\/[a-z-]+\/?(?:\?|$)/;

/** The collector in front: it answers its own doors and passes every other request, streamed, to the pages behind it. */
export function createFront(parts: FrontParts): Server {
  const settings = { ask: (path: string) => parts.pages.ask(path), now: () => performance.now() };
  const withPages = {
    ...parts,
    sharedPages: new SharedPages(settings),
    sharedFiles: new SharedPages({ ...settings, lasting: true }),
  };
  const server = createServer((request, response) => {
    serve(withPages, request, response).catch((fault) => {
      if (response.headersSent) response.destroy();
      else send(response, refusal(fault));
    });
  });
  // A sender who trickles its headers or body must not hold a place for ever; a PDF over a slow line takes minutes.
  server.headersTimeout = 15_000;
  server.requestTimeout = 600_000;
  server.keepAliveTimeout = 65_000;
  return server;
}

async function serve(parts: PartsWithPages, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = request.url ?? "/";
  const address = clientAddress(
    request.socket.remoteAddress,
    headerOf(request, "x-forwarded-for"),
    parts.trustedProxies,
  );
  const path = url.split("?", 1)[0];
  if (path === "/api/usage")
    return send(response, await usageDoor(parts.doors.recorder, doorRequest(request, url, address)), request);
  if (path === "/api/usage/pixel.gif") {
    return send(response, await pixelDoor(parts.doors.recorder, doorRequest(request, url, address)));
  }
  if (path === "/reader.js") return send(response, await readerScriptDoor(doorRequest(request, url, address)));
  if (path === "/api/health") return send(response, await parts.health());
  if (FILE_PATH.test(url)) {
    const opened = await parts.doors.files.open(doorRequest(request, url, address));
    if (opened) {
      const { answer, file } = opened;
      response.writeHead(answer.status, answer.headers);
      if (!file || !answer.slice) response.end();
      else pipeline(file.createReadStream(answer.slice), response, () => {});
      return;
    }
  }
  if (EXPORT_PATH.test(url)) {
    const answer = await parts.doors.exports.open(doorRequest(request, url, address), datedCounts);
    if (answer) return send(response, answer);
  }
  const shared = sharedBy({ method: request.method ?? "GET", url, headers: request.headers });
  const page = shared && (shared.lasting ? parts.sharedFiles : parts.sharedPages).at(shared.path);
  if (page) return sendPage(page, request, response).catch(() => refuseForNow(response));
  const header = (name: string) => headerOf(request, name);
  const reader = readerAddress(request.socket.remoteAddress, header, parts.trustedProxies);
  parts.pages.pass(request, response, address, reader);
}

const doorRequest = (request: IncomingMessage, url: string, address: string): DoorRequest => ({
  method: request.method ?? "GET",
  url,
  header: (name) => headerOf(request, name),
  address,
  body: request,
});

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}

function send(response: ServerResponse, { status, headers, body }: DoorAnswer, request?: IncomingMessage): void {
  const length = String(Buffer.byteLength(body));
  // What was not read of a refused body would be taken for the next request.
  const close: Record<string, string> = request && !request.complete ? { connection: "close" } : {};
  response.writeHead(status, { "content-length": length, ...headers, ...close }).end(body);
}
