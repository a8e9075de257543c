import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDoi } from "@/lib/catalog/doi";
import { ArticleDirectory } from "@/lib/collector/article-directory";
import { EventLog } from "@/lib/collector/event-log";
import { countDirty } from "@/lib/counting/count";
import { anArticle } from "../fixtures/catalogue";
import { click, clicksAroundADay, eventOf } from "../fixtures/clicks";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();
const sql = db.$client;
const log = new EventLog(db);
let lastArticle = 1000;

const measures = [
  "total_item_investigations",
  "unique_item_investigations",
  "total_item_requests",
  "unique_item_requests",
];
const sums = (table: string, articleId: number, more = "") =>
  sql.unsafe(`select ${measures.map((m) => `coalesce(sum(${m}), 0)::int as ${m}`).join(", ")}
    from ${table} where article_id = ${articleId} ${more}`);

describe("usage by attribute", () => {
  test("adds up over the countries to the figures of the article, for any clicks", async () => {
    await fc.assert(
      fc.asyncProperty(clicksAroundADay, async (clicks) => {
        const articleId = ++lastArticle;
        await log.write(
          randomUUID(),
          clicks.map((one) => eventOf(articleId, one)),
        );
        await countDirty(db);
        expect(await sums("article_country_days", articleId)).toEqual(
          await sums("article_days", articleId, "and lane = 'r'"),
        );
      }),
      { numRuns: 60 },
    );
  });

  test("an access from an address of two institutions is in the figures of each, and once in the world's", async () => {
    const articleId = ++lastArticle;
    await log.write(randomUUID(), [
      eventOf(articleId, click("2026-01-05T09:00:00Z", { institutions: "7,12" })),
      eventOf(articleId, click("2026-01-05T09:00:10Z", { institutions: "7,12" })),
      eventOf(articleId, click("2026-01-05T09:05:00Z", { institutions: "12", visitor: "2", action: "denied" })),
      eventOf(articleId, click("2026-01-05T09:05:00Z", { visitor: "3", action: "abstract" })),
      eventOf(articleId, click("2026-01-05T09:05:00Z", { institutions: "7", visitor: "4", lane: "crawler" })),
    ]);
    await countDirty(db);
    const rows = await sql`
      select institution_id as id, total_item_investigations as tii, total_item_requests as tir,
        unique_item_investigations as uii, unique_item_requests as uir, no_license as denied
      from article_institution_days where article_id = ${articleId} order by 1`;
    expect(rows).toMatchObject([
      { id: 7, tii: 1, tir: 1, uii: 1, uir: 1, denied: 0 },
      { id: 12, tii: 1, tir: 1, uii: 1, uir: 1, denied: 1 },
    ]);
    expect(await sums("article_days", articleId, "and lane = 'r'")).toMatchObject([
      { total_item_investigations: 2, total_item_requests: 1, unique_item_investigations: 2, unique_item_requests: 1 },
    ]);
  });

  test("by referring host has the accesses that have one, double clicks out", async () => {
    const articleId = ++lastArticle;
    const from = (at: string, referrer: string, more = {}) => ({ ...eventOf(articleId, click(at, more)), referrer });
    await log.write(randomUUID(), [
      from("2026-01-05T09:00:00Z", "scholar.example"),
      from("2026-01-05T09:00:20Z", "scholar.example"),
      from("2026-01-05T09:10:00Z", "scholar.example", { action: "abstract" }),
      from("2026-01-05T09:20:00Z", "news.example", { lane: "agent" }),
      from("2026-01-05T09:30:00Z", ""),
    ]);
    await countDirty(db);
    const rows = await sql`
      select host, total_item_investigations as tii, total_item_requests as tir
      from article_referrer_days d join referrers r on r.id = d.referrer where article_id = ${articleId}`;
    expect(rows).toMatchObject([{ host: "scholar.example", tii: 2, tir: 1 }]);
  });

  test("keeps the year of publication that held on the day", async () => {
    const articleId = ++lastArticle;
    await log.write(randomUUID(), [
      eventOf(articleId, click("2026-01-05T09:00:00Z", { year: 9999 })),
      eventOf(articleId, click("2026-01-05T19:00:00Z", { year: 2026 })),
    ]);
    await countDirty(db);
    expect(
      await sql`select year, total_item_requests as n from article_days where article_id = ${articleId} order by 1`,
    ).toMatchObject([
      { year: 2026, n: 1 },
      { year: 9999, n: 1 },
    ]);
  });
});

describe("texts that events share", () => {
  test("have one number each, whoever writes first, and a flood of new ones has none", async () => {
    const articleId = ++lastArticle;
    const named = (userAgent: string) => ({ ...eventOf(articleId, click("2026-01-05T09:00:00Z")), userAgent });
    const names = Array.from({ length: 30 }, (_, i) => `Browser/${i}`);
    const logs = [new EventLog(db), new EventLog(db), new EventLog(db)];
    await Promise.all(logs.map((one) => one.write(randomUUID(), names.map(named))));
    expect(await sql`select from user_agents where name like 'Browser/%'`).toHaveLength(30);
    const [used] = await sql`
      select count(distinct user_agent)::int as n, count(*)::int as events from usage_events where article_id = ${articleId}`;
    expect(used).toEqual({ n: 30, events: 90 });

    const flood = Array.from({ length: 25_000 }, (_, i) => `Flood/${i}`);
    await log.write(randomUUID(), flood.map(named));
    const [kept] = await sql`select count(*)::int as n from user_agents where name like 'Flood/%'`;
    expect(kept?.n).toBeLessThanOrEqual(20_000);
    const [events] = await sql`select count(*)::int as n from usage_events where article_id = ${articleId}`;
    expect(events).toEqual({ n: 25_090 });
  });
});

test("an article is of YOP 9999 for as long as it is in press", async () => {
  const { id, doi } = await anArticle(db);
  const key = parseDoi(doi);
  if (key === undefined) throw new Error("no DOI");
  const yop = async () => {
    // A directory remembers for some seconds: each of these is new.
    const known = (await new ArticleDirectory(db).byDois([key])).get(key);
    return known?.attributesOn("2026-01-05").year;
  };
  const [{ year } = { year: 0 }] = await sql<{ year: number }[]>`select year from articles where id = ${id}`;
  expect(await yop()).toBe(year);
  await sql`insert into article_versions (article_id, number, since, term) values (${id}, 1, now(), 'AM')
    on conflict (article_id, number) do update set term = 'AM'`;
  expect(await yop()).toBe(9999);
  await sql`insert into article_versions (article_id, number, since, term) values (${id}, 2, now(), 'VoR')`;
  expect(await yop()).toBe(year);
  await sql`update articles set issue = 'In Press' where id = ${id}`;
  expect(await yop()).toBe(9999);
});
