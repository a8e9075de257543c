import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { EventLog } from "@/lib/collector/event-log";
import { loadRobotLists, refreshRobotLists } from "@/lib/collector/robot-source";
import { robotListRows, robotListStates, wantsRelabelling } from "@/lib/collector/sql/robots";
import type { Click } from "@/lib/counter/click";
import { countDirty } from "@/lib/counting/count";
import { completeMonths } from "@/lib/counting/months";
import { labelBehaviour } from "@/lib/counting/placement";
import { restatementRows } from "@/lib/counting/sql/ledger";
import { relabel, relabelWhenChanged } from "@/lib/jobs/robots";
import { click, eventOf } from "../fixtures/clicks";
import { testDatabase } from "../fixtures/database";
import { BROWSER } from "../fixtures/front";

const { db } = await testDatabase();
const sql = db.$client;
const log = new EventLog(db);
let lastArticle = 1000;

const write = (articleId: number, userAgent: string, ...clicks: Click[]) =>
  log.write(
    randomUUID(),
    clicks.map((one) => ({ ...eventOf(articleId, one), userAgent })),
  );

/** Downloads by lane. */
async function downloads(articleId: number): Promise<Record<string, number>> {
  await countDirty(db);
  const rows = await sql<{ lane: string; n: number }[]>`
    select lane, sum(pdf_downloads)::int as n from article_days where article_id = ${articleId} group by 1`;
  return Object.fromEntries(rows.map(({ lane, n }) => [lane, n]));
}

const published = new Map<string, { status: number; body: string }>();
const server = createServer((request, response) => {
  const { status, body } = published.get(request.url ?? "") ?? { status: 404, body: "" };
  if (status === 302) response.writeHead(302, { location: body }).end();
  else response.writeHead(status).end(body);
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
afterAll(() => server.close());
const address = (name: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}`;
const publish = (name: string, patterns: string[], status = 200) =>
  published.set(`/${name}`, {
    status,
    body: JSON.stringify(patterns.map((pattern) => ({ pattern, last_changed: "2024-04-22" }))),
  });
const many = Array.from({ length: 40 }, (_, i) => `gatherer${i}x`);

describe("lists of robots", () => {
  test("are loaded with version, date and source, and say what changed", async () => {
    publish("list", [...many, "Reap[ei]r"]);
    published.set("/moved", { status: 302, body: address("list") });
    const [first] = await loadRobotLists(db, [address("moved")]);
    expect(first).toMatchObject({
      name: "counter",
      lane: "crawler",
      patterns: 41,
      added: 41,
      removed: 0,
      version: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
    publish("list", [...many, "mower"]);
    expect(await loadRobotLists(db, [address("list")])).toMatchObject([{ patterns: 41, added: 1, removed: 1 }]);
    expect(await robotListStates(db)).toMatchObject([
      { name: "counter", dated: "2024-04-22", source: address("list"), failure: null, patterns: 41 },
    ]);
  });

  test.each<[string, () => void, RegExp]>([
    ["is not there", () => published.delete("/list"), /answers 404/],
    ["is not JSON", () => published.set("/list", { status: 200, body: "<html>" }), /is not JSON/],
    ["has a pattern that is none", () => publish("list", [...many, "("]), /entry 40: \( is no regular expression/],
    ["has a pattern that takes for ever", () => publish("list", [...many, "(a+)+$"]), /entry 40: .* takes too long/],
    ["lost more than half", () => publish("list", many.slice(0, 10)), /10 patterns where there were 41: use --force/],
    ["is endless", () => published.set("/list", { status: 200, body: "x".repeat(5_100_000) }), /too long/],
  ])("stay in force when the new one %s, and keep why", async (_, spoil, expected) => {
    spoil();
    await expect(loadRobotLists(db, [address("list")])).rejects.toThrow(expected);
    const [state] = await robotListStates(db);
    expect(state?.patterns).toBe(41);
    expect(state?.failure).toMatch(expected);
    expect((await robotListRows(db))[0]?.patterns).toContain("mower");
  });

  test("are looked for again after a week, and after a day when that failed", async () => {
    const later = (days: number) => new Date(Date.now() + days * 86_400_000);
    publish("list", [...many, "mower"]);
    await loadRobotLists(db, [address("list")]);
    publish("list", [...many, "mower", "scyther"]);
    expect(await refreshRobotLists(db, later(6))).toEqual([]);
    published.delete("/list");
    expect(await refreshRobotLists(db, later(8))).toEqual([]);
    expect((await robotListStates(db))[0]?.failure).toMatch(/404/);
    publish("list", [...many, "mower", "scyther"]);
    expect(await refreshRobotLists(db, later(0.5))).toEqual([]);
    expect(await refreshRobotLists(db, later(1.5))).toMatchObject([{ added: 1 }]);
    expect((await robotListStates(db))[0]).toMatchObject({ failure: null, patterns: 42 });
  });

  const official = path.resolve(import.meta.dirname, "../../../shared/data/robots");
  test.skipIf(!existsSync(official))(
    "as they are published are taken, with their generic names as whole words (skipped without the lists)",
    async () => {
      const loaded = await loadRobotLists(
        db,
        ["counter_bots.json", "ai_robots.json"].map((name) => path.join(official, name)),
      );
      expect(loaded).toMatchObject([
        { name: "counter", patterns: 327 },
        { name: "ai.robots.txt", lane: "agent" },
      ]);
      expect(loaded[1]?.patterns).toBeGreaterThan(100);
      expect((await robotListStates(db)).find(({ name }) => name === "counter")?.dated).toBe("2024-04-22");
    },
  );
});

describe("a changed list", () => {
  const list = (...patterns: string[]) => ({
    read: async () => JSON.stringify([...many, ...patterns].map((pattern) => ({ pattern }))),
  });
  const agent = `${BROWSER} Thresher/1`;

  test("moves stored events to their lane and back, through the ledger where a month was complete", async () => {
    const id = ++lastArticle;
    await loadRobotLists(db, ["own"], { ...list(), force: true });
    await relabel(db);
    await write(id, agent, click("2025-01-05T09:00:00Z"), click("2025-02-05T09:00:00Z"));
    await write(id, BROWSER, click("2025-01-05T09:00:00Z", { visitor: "2" }));
    // Vouched for by somebody: no list moves these.
    await log.write(randomUUID(), [
      { ...eventOf(id, click("2025-01-06T09:00:00Z", { accessMethod: "TDM" })), userAgent: agent, laneReason: "t" },
    ]);
    expect(await downloads(id)).toEqual({ r: 4 });
    const later = new Date(Date.now() + 3 * 86_400_000);
    expect(await completeMonths(db, later, later)).toEqual(["2025-01-01", "2025-02-01"]);

    await loadRobotLists(db, ["own"], list("thresher"));
    expect(await relabel(db)).toMatchObject({ events: 2, articleDays: 2 });
    expect(await downloads(id)).toEqual({ r: 2, c: 2 });
    expect(await relabel(db)).toMatchObject({ events: 0, articleDays: 0 });
    const range = { from: "2025-01-01", to: "2025-12-31" };
    expect(await restatementRows(db, range, id, 9)).toMatchObject([
      { day: "2025-01-05", reasons: "r", before: { pdfDownloads: 2 }, after: { pdfDownloads: 1 } },
      { day: "2025-02-05", reasons: "r", before: { pdfDownloads: 1 }, after: { pdfDownloads: 0 } },
    ]);

    await loadRobotLists(db, ["own"], list());
    await relabel(db);
    expect(await downloads(id)).toEqual({ r: 4 });
  });

  test("reaches the first seconds of a day and the day before them", async () => {
    const id = ++lastArticle;
    await write(
      id,
      agent,
      click("2025-03-05T23:59:50Z"),
      click("2025-03-06T00:00:10Z", { visitor: "2", visitorBefore: "1" }),
    );
    expect(await downloads(id)).toEqual({ r: 1 });
    await loadRobotLists(db, ["own"], list("thresher"));
    await relabel(db);
    const days =
      await sql`select day, lane, pdf_downloads as n from article_days where article_id = ${id} order by day`;
    await countDirty(db);
    expect(
      await sql`select day, lane, pdf_downloads as n from article_days where article_id = ${id} order by day`,
    ).toEqual([{ day: "2025-03-06", lane: "c", n: 1 }]);
    expect(days).toHaveLength(1);
  });

  test("takes effect by itself, and once more when every collector has taken it up", async () => {
    const id = ++lastArticle;
    await loadRobotLists(db, ["own"], list());
    await relabelWhenChanged(db, new Date());
    await write(id, agent, click("2025-05-05T09:00:00Z"));
    await loadRobotLists(db, ["own"], list("thresher"));
    expect(await wantsRelabelling(db)).toBe(true);
    await relabelWhenChanged(db, new Date());
    expect(await wantsRelabelling(db)).toBe(false);
    expect(await downloads(id)).toEqual({ c: 1 });
    // A collector that did not know yet.
    await write(id, agent, click("2025-05-05T12:00:00Z"));
    expect(await downloads(id)).toEqual({ c: 1, r: 1 });
    await sql`update robot_lists set loaded = loaded - interval '3 minutes', relabelled = relabelled - interval '3 minutes'`;
    expect(await wantsRelabelling(db)).toBe(true);
    await relabelWhenChanged(db, new Date());
    expect(await downloads(id)).toEqual({ c: 2 });
    expect(await wantsRelabelling(db)).toBe(false);
  });

  test("comes out the same when two place events at once", async () => {
    const id = ++lastArticle;
    await write(
      id,
      agent,
      ...Array.from({ length: 50 }, (_, i) => click(Date.UTC(2025, 5, 5, 9, i), { visitor: String(i) })),
    );
    await loadRobotLists(db, ["own"], list());
    const [one, two] = await Promise.all([relabel(db), relabel(db)]);
    expect(one.events + two.events).toBeGreaterThanOrEqual(0);
    await loadRobotLists(db, ["own"], list("thresher"));
    await Promise.all([relabel(db), relabel(db)]);
    expect(await downloads(id)).toEqual({ c: 50 });
  });
});

describe("behaviour", () => {
  const rules = { articlesPerMinute: 5, requestsPerDay: 20 };
  const day = "2025-07-05";
  const at = (minute: number, second = 0) => Date.UTC(2025, 6, 5, 9, minute, second);
  const laneOf = async (visitor: number) => {
    const rows = await sql<{ lane: string; reason: string }[]>`
      select distinct lane, lane_reason as reason from usage_events where visitor = ${visitor} and at >= ${`${day}T00:00:00Z`}`;
    return rows.map(({ lane, reason }) => lane + reason).join(" ");
  };

  test("as no reader has it makes a visitor a robot for that day, and exactly the limit does not", async () => {
    const first = lastArticle + 1;
    lastArticle += 10;
    const read = async (visitor: number, articles: number, more: Partial<Click> = {}) => {
      for (let i = 0; i < articles; i += 1)
        await write(first + i, BROWSER, click(at(0, i * 5), { visitor: String(visitor), ...more }));
    };
    await read(101, 5);
    await read(102, 6);
    await read(103, 6, { namedSession: true });
    await read(104, 6, { accessMethod: "TDM" });
    // Six articles, but not within one minute by the clock.
    for (let i = 0; i < 6; i += 1) await write(first + i, BROWSER, click(at(1, 45 + i * 5), { visitor: "105" }));
    await write(first, BROWSER, ...Array.from({ length: 20 }, (_, i) => click(at(2 + i), { visitor: "106" })));
    await write(first, BROWSER, ...Array.from({ length: 21 }, (_, i) => click(at(2 + i), { visitor: "107" })));
    await write(first, BROWSER, click(Date.UTC(2025, 6, 6, 9), { visitor: "107" }));
    const before = await downloads(first);
    expect(await labelBehaviour(db, [day], { articlesPerMinute: 0, requestsPerDay: 0 })).toEqual({
      visitors: 0,
      events: 0,
    });
    expect(await labelBehaviour(db, [day], rules)).toEqual({ visitors: 2, events: 27 });
    expect(await Promise.all([101, 102, 103, 104, 105, 106].map(laneOf))).toEqual(["rr", "cm", "rr", "rr", "rr", "rr"]);
    expect(await laneOf(107)).toMatch(/cn/);
    const [marks] = await sql`select distinct reason from dirty_article_days`;
    expect(marks).toEqual({ reason: "b" });
    const after = await downloads(first);
    expect(after).toEqual({ r: (before.r ?? 0) - 22, c: 22 });
    // Once is enough, and the next day is another.
    expect(await labelBehaviour(db, [day], rules)).toEqual({ visitors: 0, events: 0 });

    // With the rules off, the days are placed anew by names alone.
    await relabel(db, new Date(), { from: day, to: day });
    expect(await downloads(first)).toEqual(before);
  });
});
