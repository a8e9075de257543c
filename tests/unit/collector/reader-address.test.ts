import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Doors } from "@/lib/collector/doors";
import {
  READER_HEADER,
  type ReaderAddress,
  readerAddress,
  readerHeader,
  toldReader,
} from "@/lib/collector/reader-address";
import { createFront } from "@/lib/server/front";
import { PagesProxy } from "@/lib/server/pages-proxy";

const headersOf = (headers: Record<string, string>) => (name: string) => headers[name];
const known = (address: string): ReaderAddress => ({ kind: "known", address });
const doubt: ReaderAddress = { kind: "unknown_proxy" };

describe("whose requests may be shown", () => {
  test.each<[string, string, Record<string, string>, number, ReaderAddress]>([
    ["who connects", "203.0.113.7", {}, 0, known("203.0.113.7")],
    ["who connects, in IPv6", "::ffff:203.0.113.7", {}, 0, known("203.0.113.7")],
    ["nobody behind a proxy that no setting names", "127.0.0.1", { "x-forwarded-for": "203.0.113.7" }, 0, doubt],
    ["nobody who claims an address", "203.0.113.9", { "x-forwarded-for": "203.0.113.7" }, 0, doubt],
    ["nobody behind a proxy that says so otherwise", "203.0.113.9", { via: "1.1 cache" }, 0, doubt],
    ["whom our one proxy names", "127.0.0.1", { "x-forwarded-for": "203.0.113.7" }, 1, known("203.0.113.7")],
    [
      "whom the first of our two names",
      "127.0.0.1",
      { "x-forwarded-for": "203.0.113.7, 10.0.0.1" },
      2,
      known("203.0.113.7"),
    ],
    ["nobody when our proxy says nothing", "10.0.0.1", {}, 1, doubt],
    ["nobody who claims one more", "127.0.0.1", { "x-forwarded-for": "198.51.100.1, 203.0.113.7" }, 1, doubt],
    ["nobody when our proxy names no address", "127.0.0.1", { "x-forwarded-for": "unknown" }, 1, doubt],
  ])("%s", (_, remote, headers, trusted, expected) => {
    expect(readerAddress(remote, headersOf(headers), trusted)).toEqual(expected);
  });

  test("in the pages: whom the collector tells, and without it only whom a trusted proxy names", () => {
    const claims = headersOf({ [READER_HEADER]: "203.0.113.7", "x-forwarded-for": "203.0.113.8" });
    const told = (behindCollector: boolean, trustedProxies: number) =>
      toldReader(claims, { behindCollector, trustedProxies });
    expect(told(true, 0)).toEqual(known("203.0.113.7"));
    expect(told(false, 0)).toEqual({ kind: "untold" });
    expect(told(false, 1)).toEqual(known("203.0.113.8"));
    const nothing = headersOf({});
    expect(toldReader(nothing, { behindCollector: true, trustedProxies: 0 })).toEqual(doubt);
    expect(
      toldReader(headersOf({ [READER_HEADER]: readerHeader(doubt) }), { behindCollector: true, trustedProxies: 0 }),
    ).toEqual(doubt);
  });
});

describe("the collector in front", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "footfall-reader-"));
  const socket = path.join(folder, "pages");
  const proxy = new PagesProxy(socket);
  let pages: Server;
  let front: Server;
  beforeAll(async () => {
    pages = createServer((request, response) => response.end(JSON.stringify(request.headers)));
    front = createFront({
      // No door is asked for here.
      doors: {} as Doors,
      pages: proxy,
      health: async () => ({ status: 200, headers: {}, body: "" }),
      trustedProxies: 0,
    });
    await new Promise<void>((resolve) => pages.listen(socket, resolve));
    await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => {
    proxy.close();
    front.close();
    pages.close();
    rmSync(folder, { recursive: true });
  });

  const seenBehind = (headers: Record<string, string>): Promise<IncomingHttpHeaders> =>
    new Promise((resolve, reject) => {
      const { port } = front.address() as AddressInfo;
      httpRequest({ port, host: "127.0.0.1", path: "/was-i-counted", headers }, async (response) => {
        let body = "";
        for await (const chunk of response) body += chunk;
        resolve(JSON.parse(body));
      })
        .on("error", reject)
        .end();
    });

  test("says who reads over whatever the request claims", async () => {
    expect((await seenBehind({}))[READER_HEADER]).toBe("127.0.0.1");
    expect((await seenBehind({ [READER_HEADER]: "203.0.113.7" }))[READER_HEADER]).toBe("127.0.0.1");
    expect((await seenBehind({ "X-Footfall-Reader": "203.0.113.7" }))[READER_HEADER]).toBe("127.0.0.1");
    expect((await seenBehind({ "x-forwarded-for": "203.0.113.7" }))[READER_HEADER]).toBe("unknown");
  });
});
