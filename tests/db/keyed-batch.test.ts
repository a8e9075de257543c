import { describe, expect, test } from "vitest";
import { makeKey } from "@/lib/collector/api-key";
import { RateLimit } from "@/lib/collector/rate-limit";
import { forgetKeyedBatches } from "@/lib/collector/sql/keyed-batches";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";
import { testFront } from "../fixtures/front";

const { db } = await testDatabase();
const { site } = await testFront(db);
const { key } = await makeKey(db, "press", ["record"]);
const post = (body: unknown, headers: Record<string, string> = {}, at = site) =>
  fetch(`${at}/api/usage`, { method: "POST", headers: { "x-api-key": key, ...headers }, body: JSON.stringify(body) });
const count = async (id: number) => {
  const [row] = await db.$client<{ n: number }[]>`select count(*)::int as n from usage_events where article_id = ${id}`;
  return row?.n;
};
const batch = (doi: string, size: number) =>
  Array.from({ length: size }, (_, i) => ({ doi, action: "pdf", session: `s${i}`, at: "2026-05-05T09:00:00Z" }));

describe("a batch with an Idempotency-Key", () => {
  test("is recorded once, and answered alike whenever it is sent again", async () => {
    const { id, doi } = await anArticle(db);
    const records = [...batch(doi, 3), { doi: "10.5555/nowhere", action: "pdf" }];
    const first = await post(records, { "idempotency-key": "one" });
    const again = await post(records, { "idempotency-key": "one" });
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    const answer = await first.json();
    expect(answer).toMatchObject({ recorded: 3, rejected: [{ index: 3, field: "doi" }] });
    expect(await again.json()).toEqual(answer);
    expect(await count(id)).toBe(3);
    // Without a key of its own, or under another, it is another batch.
    await post(records);
    await post(records, { "idempotency-key": "two" });
    expect(await count(id)).toBe(9);
  });

  test("is recorded once when several arrive together", async () => {
    const { id, doi } = await anArticle(db);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => post(batch(doi, 50), { "idempotency-key": "together" })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(202));
    expect(await count(id)).toBe(50);
  });

  test("is recorded once when the first attempt died between commit and answer", async () => {
    const { id, doi } = await anArticle(db);
    await post(batch(doi, 5), { "idempotency-key": "died" });
    await db.$client`update keyed_batches set answer = null where idempotency_key = 'died'`;
    expect((await post(batch(doi, 5), { "idempotency-key": "died" })).status).toBe(202);
    expect(await count(id)).toBe(5);
    // Too late to know: the ids of batches are forgotten after a day.
    await db.$client`update keyed_batches set answer = null, received = now() - interval '25 hours' where idempotency_key = 'died'`;
    expect((await post(batch(doi, 5), { "idempotency-key": "died" })).status).toBe(409);
    expect(await count(id)).toBe(5);
    expect(await forgetKeyedBatches(db, new Date(Date.now() - 24 * 3_600_000))).toBe(1);
  });

  test("is refused under the key of another body, and under a key that is none", async () => {
    const { doi } = await anArticle(db);
    await post(batch(doi, 1), { "idempotency-key": "mine" });
    const other = await post(batch(doi, 2), { "idempotency-key": "mine" });
    expect(other.status).toBe(422);
    expect(await other.json()).toMatchObject({
      type: "urn:footfall:problem:idempotency-key",
      field: "Idempotency-Key",
    });
    expect((await post(batch(doi, 1), { "idempotency-key": "x".repeat(256) })).status).toBe(400);
    // Another sender's keys are their own.
    const { key: second } = await makeKey(db, "other", ["record"]);
    expect((await post(batch(doi, 2), { "idempotency-key": "mine", "x-api-key": second })).status).toBe(202);
  });

  test("may hold ten thousand events, and is one transaction", async () => {
    const { id, doi } = await anArticle(db);
    const response = await post(batch(doi, 10_000), { "idempotency-key": "many" });
    expect(await response.json()).toEqual({ recorded: 10_000, dropped: [] });
    expect(await count(id)).toBe(10_000);
    const tooMany = await post(batch(doi, 10_001));
    expect(tooMany.status).toBe(413);
    expect(await count(id)).toBe(10_000);
  });
});

describe("a sender who sends too much", () => {
  test("is told when to come again, and nothing is recorded", async () => {
    const { id, doi } = await anArticle(db);
    const { site: limited } = await testFront(db, { keyEventsPerMinute: 60 });
    expect((await post(batch(doi, 50), {}, limited)).status).toBe(202);
    const refused = await post(batch(doi, 30), {}, limited);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(15);
    expect(await refused.json()).toMatchObject({ type: "urn:footfall:problem:too-many-events" });
    expect(await count(id)).toBe(50);
    // Others are not held up, and who has no key has no bucket.
    const { key: second } = await makeKey(db, "other", ["record"]);
    expect((await post(batch(doi, 30), { "x-api-key": second }, limited)).status).toBe(202);
  });

  test("has a bucket that fills by the second", () => {
    const limit = new RateLimit(60);
    expect(limit.take(1, 60, 0)).toBe(0);
    expect(limit.take(1, 1, 0)).toBe(1);
    expect(limit.take(1, 10, 5_000)).toBe(5);
    expect(limit.take(1, 10, 10_000)).toBe(0);
    expect(limit.take(1, 60, 3_600_000)).toBe(0);
    // More than a minute's worth goes when nothing else did, and is paid for afterwards.
    expect(limit.take(2, 150, 0)).toBe(0);
    expect(limit.take(2, 1, 60_000)).toBe(31);
    expect(limit.take(2, 150, 100_000)).toBe(50);
    expect(limit.take(2, 150, 150_000)).toBe(0);
    expect(new RateLimit(0).take(1, 1_000_000, 0)).toBe(0);
  });
});
