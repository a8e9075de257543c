import { createHash } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { store } from "@/lib/catalog/file-store";
import { upsertFile } from "@/lib/catalog/sql/files";
import { makeKey } from "@/lib/collector/api-key";
import { usageEvents } from "@/lib/db/schema/usage";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";
import { BROWSER, testFront } from "../fixtures/front";

const { db } = await testDatabase();
const { site, dataDir } = await testFront(db);
const content = Buffer.from(Array.from({ length: 1_000 }, (_, i) => i % 251));
const sha256 = createHash("sha256").update(content).digest("hex");
const uploaded = new Date("2026-03-01T10:20:30.400Z");

let id: number;
let address: string;
beforeEach(async () => {
  const firstPage = String(Math.floor(Math.random() * 1e9));
  ({ id } = await anArticle(db, { volume: "2", issue: "4", firstPage }));
  const stored = await store(dataDir, content);
  await upsertFile(db, id, { kind: "pdf", name: "jt-02-00302.pdf", mediaType: "application/pdf", uploaded, ...stored });
  address = `${site}/2077-0383/2/4/${firstPage}/pdf`;
});

const ask = (headers: Record<string, string> = {}, at = address, method = "GET") =>
  fetch(at, { method, headers: { "user-agent": BROWSER, ...headers }, redirect: "manual" });
const recorded = async () => (await db.select().from(usageEvents)).filter(({ articleId }) => articleId === id).length;

test("serves the whole file with all that caches and viewers need, and records one download", async () => {
  const response = await ask();
  expect(response.status).toBe(200);
  expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "application/pdf",
    "content-length": "1000",
    "accept-ranges": "bytes",
    etag: `"${sha256.slice(0, 32)}"`,
    "last-modified": "Sun, 01 Mar 2026 10:20:30 GMT",
    "content-disposition": 'inline; filename="jt-02-00302.pdf"',
    "cache-control": "no-cache",
    link: `<${new URL(address).pathname.replace("/pdf", "")}>; rel="collection"; type="text/html"`,
  });
  expect(await recorded()).toBe(1);
});

test("?download=1 saves it instead", async () => {
  const response = await ask({}, `${address}?download=1`);
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="jt-02-00302.pdf"');
  expect(await recorded()).toBe(1);
});

test.each([
  ["the beginning", "bytes=0-99", 206, "bytes 0-99/1000", 100, 1],
  ["all of it", "bytes=0-", 206, "bytes 0-999/1000", 1000, 1],
  ["the rest", "bytes=100-", 206, "bytes 100-999/1000", 900, 0],
  ["the tail", "bytes=-50", 206, "bytes 950-999/1000", 50, 0],
  ["a tail longer than the file", "bytes=-5000", 206, "bytes 0-999/1000", 1000, 1],
  ["past the end", "bytes=5000-", 416, "bytes */1000", 0, 0],
  ["several at once: the whole file", "bytes=0-9,100-109", 200, null, 1000, 1],
  ["another unit: the whole file", "pages=1-2", 200, null, 1000, 1],
  ["nonsense: the whole file", "bytes=a-b", 200, null, 1000, 1],
])("range: %s", async (_, range, status, contentRange, length, events) => {
  const response = await ask({ range });
  expect([response.status, response.headers.get("content-range")]).toEqual([status, contentRange]);
  expect((await response.arrayBuffer()).byteLength).toBe(length);
  expect(await recorded()).toBe(events);
});

test("a viewer that asks in ranges makes one download", async () => {
  for (const range of ["bytes=0-99", "bytes=100-499", "bytes=500-", "bytes=-10"])
    await (await ask({ range })).arrayBuffer();
  expect(await recorded()).toBe(1);
});

describe("conditions", () => {
  test("an unchanged file is a 304, and counts", async () => {
    const response = await ask({ "if-none-match": `"${sha256.slice(0, 32)}"` });
    expect([response.status, response.headers.get("content-length")]).toEqual([304, null]);
    expect((await ask({ "if-modified-since": "Sun, 01 Mar 2026 10:20:30 GMT" })).status).toBe(304);
    expect(await recorded()).toBe(2);
  });

  test("a changed one is sent whole", async () => {
    expect((await ask({ "if-none-match": '"other"' })).status).toBe(200);
    expect((await ask({ "if-modified-since": "Sun, 01 Mar 2020 10:20:30 GMT" })).status).toBe(200);
  });

  test("a range is given only of the version the client holds", async () => {
    const etag = `"${sha256.slice(0, 32)}"`;
    expect((await ask({ range: "bytes=0-9", "if-range": etag })).status).toBe(206);
    expect((await ask({ range: "bytes=0-9", "if-range": '"other"' })).status).toBe(200);
    expect((await ask({ range: "bytes=0-9", "if-range": "Sun, 01 Mar 2026 10:20:30 GMT" })).status).toBe(206);
    expect((await ask({ range: "bytes=0-9", "if-range": "Sun, 01 Mar 2020 10:20:30 GMT" })).status).toBe(200);
  });
});

test("HEAD and prefetches are answered and not recorded", async () => {
  const head = await ask({}, address, "HEAD");
  expect([head.status, head.headers.get("content-length")]).toEqual([200, "1000"]);
  expect((await ask({ "sec-purpose": "prefetch" })).status).toBe(200);
  expect(await recorded()).toBe(0);
});

test("robots are served, and recorded in their lanes", async () => {
  await ask({ "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)" });
  await ask({ "user-agent": "Mozilla/5.0 (compatible; GPTBot/1.2)" });
  const { key } = await makeKey(db, "miner", ["tdm"]);
  await ask({ "user-agent": "python-requests/2.32", authorization: `Bearer ${key}` });
  const events = (await db.select().from(usageEvents)).filter(({ articleId }) => articleId === id);
  expect(events.map(({ lane, accessMethod }) => lane + accessMethod).sort()).toEqual(["ar", "cr", "rt"]);
});

test("an article without a file, and a path that is none, are left to the pages", async () => {
  expect((await ask({}, `${site}/2077-0383/9/9/9/pdf`)).status).toBe(503);
  expect((await ask({}, `${site}/2077-0383/2/4/%00/pdf`)).status).toBe(503);
  expect((await ask({}, `${site}/2077-0383/2/4/%E0%A4%A/pdf`)).status).toBe(503);
});
