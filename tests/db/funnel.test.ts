import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DroppedTally } from "@/lib/collector/dropped-tally";
import { EventLog } from "@/lib/collector/event-log";
import type { Click } from "@/lib/counter/click";
import { countDirty } from "@/lib/counting/count";
import { completeMonths, pruneMonths } from "@/lib/counting/months";
import type { Db } from "@/lib/db/connection";
import { type AskedFunnel, articleFunnel, type Funnel } from "@/lib/explain/funnel";
import { articleUsage } from "@/lib/usage/article-usage";
import { anArticle } from "../fixtures/catalogue";
import { click, clicksAroundADay, eventOf } from "../fixtures/clicks";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();
const log = new EventLog(db);
let lastArticle = 1000;
const newArticle = () => ++lastArticle;
const write = (articleId: number, clicks: readonly Click[]) =>
  log.write(
    randomUUID(),
    clicks.map((one) => eventOf(articleId, one)),
  );
const AROUND = { from: "2026-01-04", to: "2026-01-06" };
const later = (days: number) => new Date(Date.now() + days * 86_400_000);

function funnelOf(asked: AskedFunnel): Funnel {
  if (asked.kind !== "funnel") throw new Error(`no funnel: ${asked.kind}`);
  return asked.funnel;
}
const read = async (articleId: number, range = AROUND, from: Db = db) =>
  funnelOf(await articleFunnel(from, { articleId, ...range }));

describe("the funnel of an article", () => {
  test("ends with the counted tables' own figures, for any clicks, before and after they are counted", async () => {
    await fc.assert(
      fc.asyncProperty(clicksAroundADay, async (clicks) => {
        const articleId = newArticle();
        await write(articleId, clicks);
        const before = await read(articleId);
        await countDirty(db);
        const funnel = await read(articleId);
        expect(funnel.agreement).toEqual({ kind: "same" });
        // What waited was in the funnel already.
        expect({ ...before, agreement: undefined }).toEqual({ ...funnel, agreement: undefined });
        if (funnel.total > 0) expect(before.agreement).toEqual({ kind: "waiting", requests: funnel.total });

        const { totals } = await articleUsage(db, articleId, { ...AROUND, interval: "day" }, new Date("2026-02-01"));
        expect(funnel.counted).toMatchObject(totals);

        const within = clicks.filter(({ at }) => at.toISOString() >= "2026-01-04" && at.toISOString() < "2026-01-07");
        expect(funnel.recorded).toBe(within.length);
        const robots = funnel.robots.reduce((sum, { requests }) => sum + requests, 0);
        expect(robots).toBe(within.filter(({ lane }) => lane !== "reader").length);
        expect(funnel.recorded - robots).toBe(funnel.readers.requests);
        expect(funnel.readers.requests - funnel.doubleClicks).toBe(funnel.total);
        expect(funnel.doubleClicks).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 120 },
    );
  }, 120_000);

  test("says how many requests wait, and that days are worked out again", async () => {
    const articleId = newArticle();
    await write(articleId, [click("2026-01-05T09:00:00Z")]);
    await countDirty(db);
    await write(articleId, [click("2026-01-05T10:00:00Z"), click("2026-01-05T11:00:00Z")]);
    expect((await read(articleId)).agreement).toEqual({ kind: "waiting", requests: 2 });
    await countDirty(db);
    expect((await read(articleId)).agreement).toEqual({ kind: "same" });
    await db.$client`update usage_events set lane = 'c', lane_reason = 'l' where article_id = ${articleId} and at = '2026-01-05T10:00:00Z'`;
    // Nobody marked the day: that may not be, and is said.
    expect((await read(articleId)).agreement).toEqual({ kind: "different" });
    await db.$client`insert into dirty_article_days (article_id, day, reason) values (${articleId}, '2026-01-05', 'r')`;
    const funnel = await read(articleId);
    expect(funnel.agreement).toEqual({ kind: "recounting", days: 1 });
    expect(funnel.robots).toEqual([{ lane: "crawler", reason: "loaded_list", requests: 1 }]);
  });

  test("shows each rule that placed a robot, and the reasons of what was never recorded", async () => {
    const { id, doi } = await anArticle(db);
    const event = (at: string, lane: "c" | "a", laneReason: string) => ({
      ...eventOf(id, click(at)),
      lane,
      laneReason,
    });
    await log.write(randomUUID(), [
      event("2026-01-05T09:00:00Z", "c", "b"),
      event("2026-01-05T09:10:00Z", "c", "b"),
      event("2026-01-05T09:20:00Z", "c", "m"),
      event("2026-01-05T09:30:00Z", "a", "d"),
      eventOf(id, click("2026-01-05T09:40:00Z")),
      eventOf(id, click("2026-01-05T09:40:20Z")),
    ]);
    const tally = new DroppedTally(db);
    const at = new Date("2026-01-05T12:00:00Z");
    for (let i = 0; i < 3; i += 1) tally.add(doi, "range", at);
    tally.add(doi.toUpperCase(), "prefetch", at);
    tally.add(doi, "opted_out", at);
    await tally.stop();
    await countDirty(db);
    expect(await read(id)).toMatchObject({
      recorded: 6,
      robots: [
        { lane: "agent", reason: "declared_ai", requests: 1 },
        { lane: "crawler", reason: "isbot", requests: 2 },
        { lane: "crawler", reason: "too_fast", requests: 1 },
      ],
      readers: { requests: 2, mining: 0 },
      doubleClicks: 1,
      total: 1,
      counted: { pdfDownloads: 1, uniqueItemRequests: 1 },
      dropped: {
        since: "2026-01-05",
        total: 4,
        requests: [
          { reason: "range", requests: 3 },
          { reason: "prefetch", requests: 1 },
        ],
      },
      agreement: { kind: "same" },
    });
    expect((await read(id, { from: "2026-01-06", to: "2026-01-07" })).dropped.total).toBe(0);
  });

  test("of months whose requests were dropped is not made up: their figures are told, and what is left is gone through", async () => {
    const { id, doi } = await anArticle(db);
    await write(id, [click("2024-01-31T09:00:00Z"), click("2024-01-31T09:00:10Z"), click("2024-02-01T09:00:00Z")]);
    const tally = new DroppedTally(db);
    tally.add(doi, "range", new Date("2024-01-31T09:00:00Z"));
    tally.add(doi, "range", new Date("2024-02-01T09:00:00Z"));
    await tally.stop();
    await countDirty(db);
    const january = { from: "2024-01-01", to: "2024-01-31" };
    expect(await read(id, january)).toMatchObject({ recorded: 2, doubleClicks: 1, dropped: { total: 1 } });
    await db.$client`update usage_months set completed = now() where month = '2024-01-01'`;
    await completeMonths(db, later(3), later(3));
    await db.$client`update usage_months set touched = '2024-02-01' where month = '2024-01-01'`;
    await pruneMonths(db, new Date("2025-02-10"), 12);

    expect(await articleFunnel(db, { articleId: id, ...january })).toEqual({
      kind: "pruned",
      pruned: { months: ["2024-01-01"], totalItemInvestigations: 1, totalItemRequests: 1 },
    });
    const both = await articleFunnel(db, { articleId: id, from: "2024-01-30", to: "2024-02-02" });
    expect(both).toMatchObject({
      kind: "funnel",
      pruned: { months: ["2024-01-01"], totalItemRequests: 1 },
      funnel: { recorded: 1, total: 1, dropped: { total: 1 }, agreement: { kind: "same" } },
    });
    // The tallies go when the events go.
    await pruneMonths(db, later(1), 0);
    expect(await db.$client`select day from dropped_days where article_id = ${id}`).toEqual([{ day: "2024-02-01" }]);
  });

  test("that takes too long is given up, and says so", async () => {
    const slow = {
      $client: { begin: async () => Promise.reject(Object.assign(new Error("slow"), { code: "57014" })) },
    };
    expect(await articleFunnel(slow as unknown as Db, { articleId: 1, ...AROUND })).toEqual({ kind: "too_much" });
  });
});
