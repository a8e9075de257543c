import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EventLog } from "@/lib/collector/event-log";
import { ACCESS_METHOD_CODES, ACCESS_TYPE_CODES, LANE_CODES } from "@/lib/counter/attributes";
import type { Click } from "@/lib/counter/click";
import { countDay } from "@/lib/counter/count-day";
import type { AttributedUsage } from "@/lib/counter/item-usage";
import { countDirty, countPass } from "@/lib/counting/count";
import { dirtyDays, markDirty, recount } from "@/lib/counting/queries";
import { articleDays } from "@/lib/db/schema/usage";
import { countedThroughRow, waitingDays } from "@/lib/usage/queries";
import { click, clicksAroundADay, eventOf } from "../fixtures/clicks";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();
let lastArticle = 1000;
const newArticle = () => ++lastArticle;

const name = <C extends string>(codes: Record<C, string>, code: string): C =>
  (Object.keys(codes) as C[]).find((key) => codes[key] === code) as C;

/** The counted rows of an article, in the oracle's shape, by day. */
async function counted(articleId: number): Promise<Record<string, AttributedUsage[]>> {
  const rows = await db.select().from(articleDays);
  const days: Record<string, AttributedUsage[]> = {};
  for (const { articleId: id, day, methodVersion, lane, accessType, accessMethod, ...usage } of rows) {
    if (id !== articleId) continue;
    days[day] = [
      ...(days[day] ?? []),
      {
        ...usage,
        lane: name(LANE_CODES, lane),
        accessType: name(ACCESS_TYPE_CODES, accessType),
        accessMethod: name(ACCESS_METHOD_CODES, accessMethod),
      },
    ];
  }
  return days;
}

const sorted = (usage: AttributedUsage[]) =>
  usage.toSorted((a, b) =>
    JSON.stringify([a.lane, a.accessType, a.accessMethod, a.year]).localeCompare(
      JSON.stringify([b.lane, b.accessType, b.accessMethod, b.year]),
    ),
  );

const log = new EventLog(db);
const write = (articleId: number, clicks: readonly Click[]) =>
  log.write(
    randomUUID(),
    clicks.map((one) => eventOf(articleId, one)),
  );

// Sets of institutions get their numbers in the order that the oracle sorts them in.
for (const institutions of ["1", "1,2"]) await write(newArticle(), [click("2025-12-01T09:00:00Z", { institutions })]);

const DAYS = ["2026-01-04", "2026-01-05", "2026-01-06"];

describe("the counting statement and its oracle", () => {
  test("agree on any clicks, in whatever batches and order they arrive, counted between or at the end", async () => {
    await fc.assert(
      fc.asyncProperty(clicksAroundADay, fc.array(fc.boolean(), { maxLength: 24 }), async (clicks, countAfter) => {
        const articleId = newArticle();
        for (const [i, one] of clicks.entries()) {
          await write(articleId, [one]);
          if (countAfter[i]) await countDirty(db);
        }
        await countDirty(db);
        const days = await counted(articleId);
        for (const day of DAYS) expect(sorted(days[day] ?? []), day).toEqual(sorted(countDay(day, clicks)));
      }),
      { numRuns: 250 },
    );
  }, 120_000);

  test("keep the same one of two clicks of one instant, in whatever order they were written", async () => {
    const clicks = [
      click("2026-01-05T09:00:00Z", { year: 2024 }),
      click("2026-01-05T09:00:00Z", { year: 2025, country: "IT" }),
    ];
    const referrers = ["", "www.search.example"];
    const countedAs = async (order: readonly number[]) => {
      const articleId = newArticle();
      for (const i of order) {
        const event = clicks[i] && { ...eventOf(articleId, clicks[i]), referrer: referrers[i] ?? "" };
        await log.write(randomUUID(), event ? [event] : []);
      }
      await countDirty(db);
      const hosts =
        await db.$client`select total_item_requests from article_referrer_days where article_id = ${articleId}`;
      return { days: await counted(articleId), hosts: [...hosts] };
    };
    const once = await countedAs([0, 1]);
    expect(once.days["2026-01-05"]).toMatchObject([{ pdfDownloads: 1, year: 2025 }]);
    expect(once.hosts).toEqual([{ total_item_requests: 1 }]);
    expect(await countedAs([1, 0])).toEqual(once);
  });

  test("keep COUNTER's audit test E.2.3", async () => {
    const articleId = newArticle();
    const pairs = Array.from({ length: 30 }, (_, i) => {
      const first = Date.UTC(2026, 0, 5, 9, i);
      return [first, first + (i < 15 ? 29_000 : 31_000)].map((at) => click(at, { visitor: String(i) }));
    });
    await write(articleId, pairs.flat());
    await countDirty(db);
    expect((await counted(articleId))["2026-01-05"]).toMatchObject([
      { totalItemInvestigations: 45, totalItemRequests: 45, uniqueItemInvestigations: 30, uniqueItemRequests: 30 },
    ]);
  });
});

describe("dirty article-days", () => {
  test("a recount replaces and never adds: counting again changes nothing", async () => {
    const articleId = newArticle();
    await write(articleId, [click("2026-02-01T09:00:00Z"), click("2026-02-01T10:00:00Z")]);
    await countDirty(db);
    const before = await counted(articleId);
    expect(await markDirty(db, { from: "2026-02-01", to: "2026-02-01" }, articleId)).toBe(1);
    await countDirty(db);
    expect(await counted(articleId)).toEqual(before);
    expect(before["2026-02-01"]).toMatchObject([{ pdfDownloads: 2 }]);
  });

  test("a transaction that is slow to commit is not missed, and holds back nothing but itself", async () => {
    const articleId = newArticle();
    const slow = await db.$client.reserve();
    await slow`begin`;
    await slow`insert into usage_events (at, visitor, article_id, year, action, lane, lane_reason, access_type, access_method)
      values ('2026-02-02T09:00:00Z', 1, ${articleId}, 2024, 'p', 'r', 'r', 'o', 'r')`;
    await slow`insert into dirty_article_days values (${articleId}, '2026-02-02')`;
    await write(articleId, [click("2026-02-02T12:00:00Z", { visitor: "2" })]);
    await countDirty(db);
    expect((await counted(articleId))["2026-02-02"]).toMatchObject([{ pdfDownloads: 1 }]);
    await slow`commit`;
    slow.release();
    await countDirty(db);
    expect((await counted(articleId))["2026-02-02"]).toMatchObject([{ pdfDownloads: 2 }]);
  });

  test("two counters at once come to the same figures", async () => {
    const articles = Array.from({ length: 40 }, newArticle);
    const writer = (async () => {
      for (let i = 0; i < 20; i += 1) {
        for (const id of articles.slice((i % 4) * 10, (i % 4) * 10 + 10)) {
          await write(id, [click(Date.UTC(2026, 2, 1, 9, i), { visitor: String(i) })]);
        }
      }
    })();
    let writing = true;
    const counter = async () => {
      while (writing) await countDirty(db);
    };
    const counters = [counter(), counter()];
    await writer;
    writing = false;
    await Promise.all(counters);
    await countDirty(db);
    for (const id of articles)
      expect((await counted(id))["2026-03-01"]).toMatchObject([{ pdfDownloads: 5, uniqueItemRequests: 5 }]);
  });

  test("a counter that dies half-way leaves the marks and the old figures", async () => {
    const articleId = newArticle();
    await write(articleId, [click("2026-02-03T09:00:00Z")]);
    await countDirty(db);
    await write(articleId, [click("2026-02-03T12:00:00Z")]);
    // The statement fails after the old rows are deleted: the method version may not be null.
    const work = { stripes: [articleId % 64], from: "2026-02-03", to: "2026-02-03" };
    await expect(recount(db, work, null as unknown as string)).rejects.toThrow();
    expect((await counted(articleId))["2026-02-03"]).toMatchObject([{ pdfDownloads: 1 }]);
    expect(await waitingDays(db)).toBeGreaterThan(0);
    await countDirty(db);
    expect((await counted(articleId))["2026-02-03"]).toMatchObject([{ pdfDownloads: 2 }]);
  });

  test("'counted through' moves on only when nothing seen is left, and never back", async () => {
    const articleId = newArticle();
    await countDirty(db);
    const before = await countedThroughRow(db);
    await write(articleId, [click("2026-02-04T09:00:00Z")]);
    const blocker = await db.$client.reserve();
    await blocker`begin`;
    await blocker`select pg_advisory_xact_lock(${0x666f6f74}, ${100 + (articleId % 64)})`;
    await countDirty(db);
    expect(await countedThroughRow(db)).toEqual(before);
    await blocker`rollback`;
    blocker.release();
    const moment = new Date();
    await countDirty(db);
    const after = await countedThroughRow(db);
    expect(after?.getTime()).toBeGreaterThan(before?.getTime() ?? 0);
    expect(Math.abs((after?.getTime() ?? 0) - moment.getTime())).toBeLessThan(60_000);
    expect((await dirtyDays(db)).days).toEqual([]);
  });

  test("'counted through' moves on with each pass while events keep coming", async () => {
    const articleId = newArticle();
    await write(articleId, [click("2026-02-05T09:00:00Z")]);
    const before = await countedThroughRow(db);
    // An event that comes during the pass: its mark is there when the pass ends.
    const [, passed] = await Promise.all([write(articleId, [click("2026-02-05T11:00:00Z")]), countPass(db)]);
    await write(articleId, [click("2026-02-05T12:00:00Z")]);
    expect(passed.marks).toBeGreaterThan(0);
    expect(await waitingDays(db)).toBeGreaterThan(0);
    expect((await countedThroughRow(db))?.getTime()).toBeGreaterThan(before?.getTime() ?? 0);
  });
});
