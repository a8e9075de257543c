import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeSettings } from "@/lib/catalog/sql/settings";
import type { Access } from "@/lib/collector/access";
import { Recorder } from "@/lib/collector/recorder";
import type { Action } from "@/lib/counter/action";
import { countDirty } from "@/lib/counting/count";
import { labelBehaviour } from "@/lib/counting/placement";
import { markDirty } from "@/lib/counting/queries";
import type { Db } from "@/lib/db/connection";
import { type OwnRequests, ownRequests } from "@/lib/explain/own-requests";
import { decisionOn } from "@/lib/explain/this-request";
import { articleUsage } from "@/lib/usage/article-usage";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";
import { BROWSER } from "../fixtures/front";

const { db } = await testDatabase();
const recorder = new Recorder(db, { queueLimit: 10_000, automationHeaders: ["from"], dropsOptedOut: true });
/** Soon after midnight, when half of what is looked for has yesterday's name. */
const NOW = new Date("2026-05-06T00:20:00Z");
const YESTERDAY = "2026-05-05";
const TODAY = "2026-05-06";

let readers = 0;
const nextReader = () => {
  readers += 1;
  return readers;
};
/** Somebody nobody else in this file is. */
const aReader = (userAgent: string | undefined = BROWSER) => ({ address: `192.0.2.${nextReader()}`, userAgent });
const access = (
  who: { address: string; userAgent: string | undefined },
  articleId: number,
  at: string | Date,
  more: Partial<Access> = {},
): Access => ({
  at: new Date(at),
  articleId,
  action: "pdf",
  accessType: "Open",
  accessMethod: "Regular",
  year: 2024,
  ...who,
  ...more,
});
const requestsOf = (own: OwnRequests) => (own.kind === "looked" ? own.requests : []);
const look = async (who: { address: string; userAgent: string | undefined }, now = NOW) =>
  requestsOf(await ownRequests(db, who, now));

describe("a visitor’s own requests", () => {
  test("are shown newest first, with article, action and what became of each", async () => {
    const who = aReader();
    const { id, doi } = await anArticle(db, { title: "Read by one" });
    await recorder.record([
      access(who, id, `${TODAY}T00:01:00Z`, { action: "abstract" }),
      access(who, id, `${TODAY}T00:02:00Z`),
      access(who, id, `${TODAY}T00:02:20Z`),
      access(who, id, `${TODAY}T00:05:00Z`),
      access(who, 0, `${TODAY}T00:06:00Z`, { action: "search" }),
    ]);
    await countDirty(db);
    expect(await look(who)).toMatchObject([
      { action: "search", article: undefined, outcome: { kind: "counted", uniqueInvestigation: false } },
      { action: "pdf", outcome: { kind: "counted", uniqueInvestigation: false, uniqueRequest: false } },
      { action: "pdf", outcome: { kind: "counted", uniqueInvestigation: false, uniqueRequest: true } },
      { action: "pdf", outcome: { kind: "double_click", later: new Date(`${TODAY}T00:02:20Z`) } },
      {
        at: new Date(`${TODAY}T00:01:00Z`),
        action: "abstract",
        article: { doi, title: "Read by one" },
        outcome: { kind: "counted", uniqueInvestigation: true, uniqueRequest: false },
      },
    ]);
  });

  test("of just before midnight are found by yesterday’s name, and paired with those just after it", async () => {
    const who = aReader();
    const { id } = await anArticle(db);
    await recorder.record([
      access(who, id, `${YESTERDAY}T23:59:50Z`),
      access(who, id, `${TODAY}T00:00:10Z`),
      access(who, id, `${YESTERDAY}T12:00:00Z`),
      access(who, id, "2026-05-04T12:00:00Z"),
    ]);
    await countDirty(db);
    expect((await look(who)).map(({ at, outcome }) => [at.toISOString().slice(0, 19), outcome.kind])).toEqual([
      [`${TODAY}T00:00:10`, "counted"],
      [`${YESTERDAY}T23:59:50`, "double_click"],
      [`${YESTERDAY}T12:00:00`, "counted"],
    ]);
  });

  test("add up to the counted tables, for any clicks around midnight", async () => {
    const ACTIONS: Action[] = ["pdf", "pdf", "pdf", "abstract", "fulltext"];
    const clicks = fc.array(
      fc.record({
        action: fc.constantFrom(...ACTIONS),
        offset: fc.oneof(
          fc.integer({ min: -65_000, max: 65_000 }),
          fc.constantFrom(-30_000, -1, 0, 29_999, 30_000, 30_001, 3_600_000, -3_600_000),
        ),
      }),
      { minLength: 1, maxLength: 14 },
    );
    await fc.assert(
      fc.asyncProperty(clicks, async (some) => {
        const who = { address: `2001:db8::${nextReader().toString(16)}`, userAgent: BROWSER };
        const { id } = await anArticle(db);
        const midnight = Date.parse(`${TODAY}T00:00:00Z`);
        await recorder.record(
          some.map(({ action, offset }) => access(who, id, new Date(midnight + offset), { action })),
        );
        await countDirty(db);
        const own = await look(who);
        const { totals } = await articleUsage(db, id, { from: YESTERDAY, to: TODAY, interval: "day" }, NOW);
        const counted = own.flatMap(({ outcome, action }) =>
          outcome.kind === "counted" ? [{ ...outcome, action }] : [],
        );
        expect(own).toHaveLength(some.length);
        expect(counted).toHaveLength(totals.totalItemInvestigations);
        expect(counted.filter(({ action }) => action !== "abstract")).toHaveLength(totals.totalItemRequests);
        expect(counted.filter((one) => one.uniqueInvestigation)).toHaveLength(totals.uniqueItemInvestigations);
        expect(counted.filter((one) => one.uniqueRequest)).toHaveLength(totals.uniqueItemRequests);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test("are nobody else’s: not of the same address with another browser, nor of the same browser elsewhere", async () => {
    const who = aReader();
    const { id } = await anArticle(db);
    await recorder.record([access(who, id, `${TODAY}T00:01:00Z`)]);
    expect(await look(who)).toHaveLength(1);
    expect(await look({ ...who, userAgent: `${BROWSER} Other/1` })).toEqual([]);
    expect(await look({ ...who, userAgent: undefined })).toEqual([]);
    expect(await look(aReader())).toEqual([]);
  });

  test("say which wait to be counted, while they do", async () => {
    const who = aReader();
    const { id } = await anArticle(db);
    const now = new Date();
    await recorder.record([access(who, id, now)]);
    expect((await look(who, now)).map(({ outcome }) => outcome.kind)).toEqual(["waiting"]);
    await countDirty(db);
    expect((await look(who, now)).map(({ outcome }) => outcome.kind)).toEqual(["counted"]);
    // A mark of somebody else's event a little later is not this one's.
    const earlier = new Date(now.getTime() - 120_000);
    const other = await anArticle(db);
    await recorder.record([access(who, other.id, earlier)]);
    await countDirty(db);
    await recorder.record([access(aReader(), other.id, new Date())]);
    expect((await look(who, now)).find(({ article }) => article?.doi === other.doi)?.outcome.kind).toBe("counted");
    // But when a day is counted again for another reason, all of it is.
    await markDirty(
      db,
      { from: earlier.toISOString().slice(0, 10), to: now.toISOString().slice(0, 10) },
      other.id,
      "r",
    );
    expect((await look(who, now)).find(({ article }) => article?.doi === other.doi)?.outcome.kind).toBe("waiting");
    await countDirty(db);
  });

  test.each([
    ["Mozilla/5.0 (compatible; Googlebot/2.1)", { kind: "robot", lane: "crawler", reason: "isbot" }],
    ["Mozilla/5.0 (compatible; GPTBot/1.2)", { kind: "robot", lane: "agent", reason: "declared_ai" }],
    [undefined, { kind: "robot", lane: "crawler", reason: "no_user_agent" }],
  ])("of a robot, %s, name the rule", async (userAgent, outcome) => {
    const who = { ...aReader(), userAgent };
    const { id } = await anArticle(db);
    await recorder.record([access(who, id, `${TODAY}T00:01:00Z`)]);
    expect((await look(who)).map((one) => one.outcome)).toEqual([outcome]);
  });

  test("of a reader who turns out to be a robot by behaviour say that", async () => {
    const who = aReader();
    const articles = await Promise.all(Array.from({ length: 4 }, () => anArticle(db)));
    await recorder.record(articles.map(({ id }, i) => access(who, id, `${TODAY}T00:07:0${i}Z`)));
    await labelBehaviour(db, [TODAY], { articlesPerMinute: 3, requestsPerDay: 0 });
    expect(new Set((await look(who)).map(({ outcome }) => JSON.stringify(outcome)))).toEqual(
      new Set([JSON.stringify({ kind: "robot", lane: "crawler", reason: "too_fast" })]),
    );
  });

  test("come with the limits of the article's journal, where it has its own", async () => {
    const who = aReader();
    const { id } = await anArticle(db);
    const [journal] = await db.$client<{ id: number }[]>`select journal_id as id from articles where id = ${id}`;
    await recorder.record([access(who, id, `${TODAY}T00:08:00Z`)]);
    const limits = async () => (await look(who))[0]?.article?.journal;
    expect(await limits()).toMatchObject({ robotArticlesPerMinute: null, robotRequestsPerDay: null });
    await changeSettings(db, journal?.id ?? 0, { robotArticlesPerMinute: 10 }, { personId: null, now: NOW });
    expect(await limits()).toMatchObject({ robotArticlesPerMinute: 10, robotRequestsPerDay: null });
    await db.$client`delete from journal_settings`;
  });

  test("are the last twenty, and it is said that there are more", async () => {
    const who = aReader();
    const { id } = await anArticle(db);
    const many = Array.from({ length: 25 }, (_, i) => access(who, id, new Date(NOW.getTime() - i * 40_000)));
    await recorder.record(many);
    const own = await ownRequests(db, who, NOW);
    expect(own).toMatchObject({ kind: "looked", more: true });
    expect(requestsOf(own).map(({ at }) => at.getTime())).toEqual(many.slice(0, 20).map(({ at }) => at.getTime()));
  });

  test("are gone when the day’s secret is, and looking makes none", async () => {
    const who = aReader();
    const { id } = await anArticle(db);
    await recorder.record([access(who, id, "2026-06-01T12:00:00Z")]);
    const now = new Date("2026-06-01T13:00:00Z");
    expect(await look(who, now)).toHaveLength(1);
    await db.$client`delete from visitor_secrets where day = '2026-06-01'`;
    const before = await contents();
    expect(await look(who, now)).toEqual([]);
    expect(await look(who, new Date("2031-01-01T00:00:00Z"))).toEqual([]);
    expect(await look(who)).toEqual([]);
    expect(await contents()).toEqual(before);
  });

  test("that take too long to look for are given up, and it is said", async () => {
    const slow = new Proxy(db, {
      get: (target, name) =>
        name === "$client"
          ? Object.assign((...statement: [TemplateStringsArray]) => db.$client(...statement), {
              begin: () => Promise.reject(Object.assign(new Error("slow"), { code: "57014" })),
            })
          : Reflect.get(target, name),
    }) as Db;
    await recorder.record([access(aReader(), 0, `${TODAY}T00:01:00Z`, { action: "search" })]);
    expect(await ownRequests(slow, aReader(), NOW)).toEqual({ kind: "too_much" });
  });
});

describe("what would become of a request", () => {
  const decide = (headers: Record<string, string>, address: string | undefined = "192.0.2.250") =>
    decisionOn(recorder, { method: "GET", header: (name) => headers[name], address });

  test("is decided as recording decides, and nothing is stored", async () => {
    const before = await contents();
    expect(await decide({ "user-agent": BROWSER })).toEqual({
      dropped: undefined,
      placement: { lane: "reader", reason: "reader" },
      listing: undefined,
      signals: [],
      origin: { country: "ZZ", institutions: [] },
    });
    expect(await decide({ "user-agent": BROWSER, "sec-purpose": "prefetch" })).toMatchObject({ dropped: "prefetch" });
    expect(await decide({ "user-agent": BROWSER, "sec-gpc": "1" })).toMatchObject({
      dropped: "opted_out",
      signals: ["Sec-GPC: 1"],
    });
    expect(await decide({ "user-agent": BROWSER, from: "a@b.example" })).toMatchObject({
      placement: { lane: "crawler", reason: "automation" },
    });
    expect(await decide({})).toMatchObject({ placement: { lane: "crawler", reason: "no_user_agent" } });
    expect(await decide({ "user-agent": BROWSER }, "193.0.6.139")).toMatchObject({ origin: { country: "NL" } });
    const header = (name: string) => (name === "user-agent" ? BROWSER : undefined);
    expect(await decisionOn(recorder, { method: "GET", header, address: undefined })).toMatchObject({
      placement: { lane: "reader" },
      origin: undefined,
    });
    expect(await contents()).toEqual(before);
  });

  test("names the loaded list, its pattern, and institutions by the address", async () => {
    await db.$client`
      insert into robot_lists (name, lane, patterns, version) values ('of-our-own', 'c', '["harvester/[0-9]"]', '1')`;
    await db.$client`insert into institutions (name) values ('Library of Tests')`;
    await db.$client`
      insert into institution_ranges (institution_id, first_address, last_address)
      select id, '198.51.100.0', '198.51.100.255' from institutions where name = 'Library of Tests'`;
    const fresh = new Recorder(db, { queueLimit: 10 });
    const header = (name: string) => (name === "user-agent" ? "Harvester/2 (Windows)" : undefined);
    expect(await decisionOn(fresh, { method: "GET", header, address: "198.51.100.9" })).toMatchObject({
      placement: { lane: "crawler", reason: "loaded_list" },
      listing: { list: "of-our-own", pattern: "harvester/[0-9]" },
      origin: { institutions: ["Library of Tests"] },
    });
  });
});

/** How many rows every table has, and every secret there is. */
async function contents() {
  const tables = await db.$client<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await db.$client<{ n: number }[]>`select count(*)::int as n from ${db.$client(name)}`;
    counts[name] = row?.n ?? 0;
  }
  return counts;
}
