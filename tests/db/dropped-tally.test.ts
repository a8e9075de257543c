import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { store } from "@/lib/catalog/file-store";
import { upsertFile } from "@/lib/catalog/sql/files";
import { makeKey } from "@/lib/collector/api-key";
import { DroppedTally } from "@/lib/collector/dropped-tally";
import { Recorder } from "@/lib/collector/recorder";
import { addDropped } from "@/lib/collector/sql/dropped";
import type { Db } from "@/lib/db/connection";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";
import { BROWSER, testFront } from "../fixtures/front";

const { db } = await testDatabase();
const { site, dataDir, recorder } = await testFront(db);

const talliesOf = async (articleId: number, from = recorder) => {
  await from.dropped.flush();
  const rows = await db.$client<{ reason: string; requests: number }[]>`
    select reason::text as reason, sum(requests)::int as requests from dropped_days where article_id = ${articleId} group by 1`;
  return Object.fromEntries(rows.map(({ reason, requests }) => [reason, requests]));
};

async function aPdf() {
  const firstPage = String(Math.floor(Math.random() * 1e9));
  const { id, doi } = await anArticle(db, { volume: "2", issue: "4", firstPage });
  const stored = await store(dataDir, Buffer.from("%PDF-1.7 a thousand words".repeat(40)));
  const file = { kind: "pdf", name: "a.pdf", mediaType: "application/pdf", uploaded: new Date(), ...stored } as const;
  await upsertFile(db, id, file);
  return { id, doi, path: `/2077-0383/2/4/${firstPage}` };
}

const get = (address: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(`${site}${address}`, { method, headers: { "user-agent": BROWSER, ...headers } }).then((r) => r.arrayBuffer());
const post = (body: object, headers: Record<string, string>) =>
  fetch(`${site}/api/usage`, {
    method: "POST",
    headers: { "user-agent": BROWSER, ...headers },
    body: JSON.stringify(body),
  });

test("a file’s ranges, prefetches, HEADs and unsatisfied requests are tallied, each by why it was not recorded", async () => {
  const { id, path } = await aPdf();
  for (const range of ["bytes=0-9", "bytes=10-19", "bytes=20-", "bytes=-5", "bytes=999999-"])
    await get(`${path}/pdf`, { range });
  await get(`${path}/pdf`, { "sec-purpose": "prefetch" });
  await get(`${path}/pdf`, {}, "HEAD");
  await get(`${path}/pdf`, { "sec-fetch-dest": "image", "sec-fetch-site": "cross-site" });
  await get(`${path}/pdf`);
  expect(await talliesOf(id)).toEqual({ r: 3, s: 1, p: 1, m: 1, f: 1 });
  const [events] = await db.$client`select count(*)::int as n from usage_events where article_id = ${id}`;
  expect(events).toEqual({ n: 2 });
});

test("records fetched ahead, of other sites’ pages, and pictures asked about are tallied by the article they name", async () => {
  const { id, doi, path } = await aPdf();
  await post(
    [
      { doi, action: "abstract" },
      { url: path, action: "pdf" },
    ],
    { "sec-purpose": "prefetch" },
  );
  await post({ doi, action: "abstract" }, { origin: "https://elsewhere.example" });
  await post({ url: path, action: "abstract" }, { origin: "https://elsewhere.example" });
  await get(`/api/usage/pixel.gif?doi=${doi}&action=abstract`, { "sec-fetch-site": "cross-site" });
  await get(`/api/usage/pixel.gif?doi=${doi}&action=abstract`, {}, "HEAD");
  expect(await talliesOf(id)).toEqual({ p: 2, f: 3, m: 1 });
});

test("what names nothing, is no record, or is reported with a key is not tallied", async () => {
  const { id, doi } = await aPdf();
  const { key } = await makeKey(db, "t", ["record"]);
  await post({ doi: "10.5555/nothing.of.ours", action: "pdf" }, { "sec-purpose": "prefetch" });
  await post({ doi, action: "nonsense" }, { origin: "https://elsewhere.example" });
  await fetch(`${site}/api/usage`, { method: "POST", headers: { origin: "https://elsewhere.example" }, body: "{" });
  await post({ doi, action: "pdf" }, { "sec-purpose": "prefetch", "x-api-key": key });
  expect(await talliesOf(id)).toEqual({});
});

test("a reader who asks not to be counted, where that is followed, is not even tallied", async () => {
  const { id, doi, path } = await aPdf();
  const following = await testFront(db, { dropsOptedOut: true });
  const asks = { dnt: "1", "user-agent": BROWSER };
  const ask = (address: string, init: RequestInit) => fetch(`${following.site}${address}`, init);
  await (await ask(`${path}/pdf`, { method: "HEAD", headers: asks })).arrayBuffer();
  const body = JSON.stringify({ doi, action: "pdf" });
  await ask("/api/usage", { method: "POST", headers: { ...asks, origin: "https://elsewhere.example" }, body });
  await ask("/api/usage", { method: "POST", headers: { ...asks, "sec-purpose": "prefetch" }, body });
  expect(await talliesOf(id, following.recorder)).toEqual({});
});

test("the tallies of several processes add up, whoever writes first, and an orderly stop writes the last of them", async () => {
  const { id, doi } = await aPdf();
  const others = await Promise.all(Array.from({ length: 8 }, () => aPdf()));
  const processes = Array.from({ length: 5 }, () => new Recorder(db, { queueLimit: 100 }));
  const at = new Date();
  for (let i = 0; i < 20; i += 1) {
    for (const [n, one] of processes.entries()) {
      // In different orders, so that writers meet in the same rows.
      for (const other of n % 2 === 0 ? others : others.toReversed()) one.dropped.add(other.doi, "range", at);
      one.dropped.add(doi, "range", at);
    }
    if (i % 5 === 0) await Promise.all(processes.map((one) => one.dropped.flush()));
  }
  await Promise.all(processes.map((one) => one.stop()));
  expect(await talliesOf(id)).toEqual({ r: 100 });
  for (const other of others) expect(await talliesOf(other.id)).toEqual({ r: 100 });
});

test("a write without an answer is repeated and counts once; one that cannot be made yet is made later", async () => {
  const { id, doi } = await aPdf();
  const tally = new DroppedTally(flaky("after"));
  tally.add(doi, "range", new Date());
  await tally.flush();
  tally.add(doi, "prefetch", new Date());
  await tally.flush();
  expect(await talliesOf(id)).toEqual({ r: 1, p: 1 });

  const away = new DroppedTally(flaky("before"));
  away.add(doi, "range", new Date());
  await away.flush();
  expect(await talliesOf(id)).toEqual({ r: 1, p: 1 });
  await away.stop();
  expect(await talliesOf(id)).toEqual({ r: 2, p: 1 });

  const batch = randomUUID();
  const one = [{ doi, day: "2026-01-05", reason: "r", requests: 1 }];
  await addDropped(db, batch, one);
  await expect(addDropped(db, batch, one)).rejects.toMatchObject({ code: "23505" });
});

test("a flood of names of nothing leaves nothing behind, and real ones are counted beside it", async () => {
  const { id, doi } = await aPdf();
  const tally = new DroppedTally(db);
  tally.add(doi, "range", new Date());
  for (let i = 0; i < 50_000; i += 1) tally.add(`10.5555/flood.${i}`, "range", new Date());
  tally.add(doi, "range", new Date());
  await tally.stop();
  expect(await talliesOf(id)).toEqual({ r: 2 });
  const [rows] = await db.$client`
    select count(*)::int as n from dropped_days d where not exists (select from articles a where a.id = d.article_id)`;
  expect(rows).toEqual({ n: 0 });
});

test("counts are written by themselves, within seconds", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const written: unknown[] = [];
  const said = { $client: async (...statement: unknown[]) => void written.push(statement) } as unknown as Db;
  const tally = new DroppedTally(said);
  tally.add("10.5555/a", "range", new Date());
  tally.add("10.5555/a", "range", new Date());
  expect(written).toEqual([]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(written).toHaveLength(1);
  vi.useRealTimers();
});

/** A database whose connection breaks once: before a write is made, or after it and before its answer. */
function flaky(when: "before" | "after"): Db {
  let broken = false;
  const $client = async (strings: TemplateStringsArray, ...values: never[]) => {
    const breaks = !broken;
    broken = true;
    const lost = Object.assign(new Error("lost"), { code: "CONNECTION_CLOSED" });
    if (breaks && when === "before") throw lost;
    const answer = await db.$client(strings, ...values);
    if (breaks) throw lost;
    return answer;
  };
  return { $client } as unknown as Db;
}
