import { afterEach, describe, expect, test, vi } from "vitest";
import { makeKey } from "@/lib/collector/api-key";
import { destroySecrets, revokeKey, secretRow } from "@/lib/collector/queries";
import { countDirty, countPass } from "@/lib/counting/count";
import { countingState } from "@/lib/db/schema/operations";
import { countedThroughRow } from "@/lib/usage/queries";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";
import { BROWSER, testFront } from "../fixtures/front";

const { db } = await testDatabase();
const { site, recorder } = await testFront(db);
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Sets the clock of this process, and nothing else: what waits goes on waiting as long as before. */
const clockAt = (instant: string) => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(instant);
};
let readers = 0;
const open = (doi: string, headers: Record<string, string> = {}) => {
  readers += 1;
  return fetch(`${site}/api/usage`, {
    method: "POST",
    headers: { "user-agent": `${BROWSER} r${readers}`, ...headers },
    body: JSON.stringify({ doi, action: "pdf" }),
  });
};
const days = (articleId: number) => db.$client<{ day: string; tir: number; uir: number }[]>`
  select day::text, sum(total_item_requests)::int as tir, sum(unique_item_requests)::int as uir from article_days
  where article_id = ${articleId} group by 1 order by 1`;

describe("a clock that is set", () => {
  test("loses nothing and counts nothing twice, forwards over months or back over midnight, while readers come", async () => {
    const { id, doi } = await anArticle(db);
    const steps = ["2026-03-01T00:00:10Z", "2026-02-28T23:59:50Z", "2026-07-15T12:00:00Z", "2026-03-01T00:00:20Z"];
    for (const step of steps) {
      const before = Array.from({ length: 20 }, () => open(doi));
      clockAt(step);
      const after = Array.from({ length: 20 }, () => open(doi));
      for (const response of await Promise.all([...before, ...after])) expect(response.status).toBe(202);
      await countPass(db);
    }
    await countDirty(db);
    const counted = await days(id);
    expect(counted.reduce((sum, { tir }) => sum + tir, 0)).toBe(160);
    expect(counted.reduce((sum, { uir }) => sum + uir, 0)).toBe(160);
    expect(counted.map(({ day }) => day)).toEqual(expect.arrayContaining(["2026-02-28", "2026-03-01", "2026-07-15"]));
  });

  test("finds the double click on the other side of the midnight it goes back over", async () => {
    const { id, doi } = await anArticle(db);
    const reader = { "user-agent": `${BROWSER} twice` };
    clockAt("2026-04-02T00:00:05Z");
    await open(doi, reader);
    clockAt("2026-04-01T23:59:55Z");
    await open(doi, reader);
    await countDirty(db);
    expect(await days(id)).toEqual([{ day: "2026-04-02", tir: 1, uir: 1 }]);
  });

  test("neither shortens nor lengthens a wait for the database", async () => {
    const { id, doi } = await anArticle(db);
    await open(doi);
    const holder = await db.$client.reserve();
    await holder`begin`;
    await holder`lock table recorded_batches in exclusive mode`;
    const waiting = [open(doi), open(doi), open(doi)];
    while (recorder.queue.waiting < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    clockAt(new Date(Date.now() + 86_400_000).toISOString());
    await holder`rollback`;
    holder.release();
    for (const response of await Promise.all(waiting)) expect(response.status).toBe(202);
    await countDirty(db);
    expect((await days(id)).reduce((sum, { tir }) => sum + tir, 0)).toBe(4);
  });

  test("does not keep a revoked key alive", async () => {
    const { doi } = await anArticle(db);
    const { id, key } = await makeKey(db, "t", ["record"]);
    expect((await open(doi, { "x-api-key": key })).status).toBe(202);
    await revokeKey(db, id);
    clockAt("2020-01-01T00:00:00Z");
    const tenSecondsOn = performance.now() + 10_001;
    vi.spyOn(performance, "now").mockImplementation(() => tenSecondsOn);
    expect((await open(doi, { "x-api-key": key })).status).toBe(401);
  });

  test("takes “counted through” back with it, as nothing is counted through a moment to come", async () => {
    await countPass(db);
    await db.update(countingState).set({ countedThrough: new Date("2199-01-01T00:00:00Z") });
    expect((await countedThroughRow(db))?.getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
    const before = Date.now();
    await countPass(db);
    const [{ countedThrough } = { countedThrough: null }] = await db.select().from(countingState);
    expect(Math.abs((countedThrough?.getTime() ?? 0) - before)).toBeLessThan(60_000);
  });
});

test("the secret of a day is destroyed two days after its last need, and a late event then gets another name", async () => {
  const secrets = () =>
    db.$client<{ day: string }[]>`select day::text from visitor_secrets where day < '2025-01-01' order by 1`;
  await db.$client`delete from visitor_secrets where day < '2025-01-01'`;
  const first = await secretRow(db, "2024-06-01", new Date("2024-06-04T00:00:00Z"));
  await secretRow(db, "2024-06-02", new Date("2024-06-05T00:00:00Z"));
  expect(await secretRow(db, "2024-06-01", new Date("2024-06-03T00:00:00Z"))).toEqual(first);
  expect(await destroySecrets(db, new Date("2024-06-03T23:59:59Z"))).toBe(0);
  await destroySecrets(db, new Date("2024-06-04T00:00:01Z"));
  expect(await secrets()).toEqual([{ day: "2024-06-02" }]);
  expect(await secretRow(db, "2024-06-01", new Date("2024-06-08T00:00:00Z"))).not.toEqual(first);
});
