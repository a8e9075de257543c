import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { journalsToPlace, ruledJournals } from "@/lib/catalog/robot-rules";
import { changeSettings } from "@/lib/catalog/sql/settings";
import { EventLog } from "@/lib/collector/event-log";
import { loadRobotLists } from "@/lib/collector/robot-source";
import { countDirty } from "@/lib/counting/count";
import { completeMonths } from "@/lib/counting/months";
import { labelBehaviour } from "@/lib/counting/placement";
import { restatementRows } from "@/lib/counting/sql/ledger";
import { placeChangedJournals, placeRuledJournals } from "@/lib/jobs/journal-robots";
import { relabel } from "@/lib/jobs/robots";
import { anArticle } from "../fixtures/catalogue";
import { click, eventOf } from "../fixtures/clicks";
import { testDatabase } from "../fixtures/database";
import { BROWSER } from "../fixtures/front";

const { db } = await testDatabase();
const sql = db.$client;
const log = new EventLog(db);
const DAY = "2025-07-05";
const SITE = { articlesPerMinute: 4, requestsPerDay: 9 };
const HARVESTER = `${BROWSER} Gleaner/2`;

/** Six articles of a journal with rules of its own, and four of another. */
const here: number[] = [];
const there: number[] = [];
for (let i = 0; i < 10; i += 1) (i < 6 ? here : there).push((await anArticle(db)).id);
const [own] = await sql<{ id: number }[]>`select id from journals`;
const [other] = await sql<{ id: number }[]>`
  insert into journals (issn, title, abbreviation, publisher) values ('9999-0001', 'Other', 'O.', 'P') returning id`;
await sql`update articles set journal_id = ${other?.id ?? 0} where id = any(${there})`;
const journalId = own?.id ?? 0;

interface Read {
  visitor: number;
  article: number;
  minute: number;
  second: number;
  agent: string;
  vouched: boolean;
}
const at = ({ minute, second }: Read) => Date.UTC(2025, 6, 5, 9, minute, second);
const write = (reads: readonly Read[]) =>
  log.write(
    randomUUID(),
    reads.map((one) => ({
      ...eventOf(one.article, click(at(one), { visitor: String(one.visitor), namedSession: one.vouched })),
      userAgent: one.agent,
    })),
  );
const reads = (visitor: number, articles: readonly number[], more: Partial<Read> = {}): Read[] =>
  articles.map((article, second) => ({ visitor, article, minute: 0, second, agent: BROWSER, vouched: false, ...more }));

const set = (settings: Record<string, unknown>) =>
  changeSettings(db, journalId, settings, { personId: null, now: new Date() });
const placeNow = async () =>
  placeRuledJournals(db, await ruledJournals(db), { site: SITE, reason: "b", within: { from: DAY, to: DAY } });
const ruledIds = async () => (await ruledJournals(db)).map((one) => one.journalId);

/** Lane and reason of each event, in the order of visitors, minutes and seconds. */
async function lanes(): Promise<string[]> {
  const rows = await sql<{ words: string }[]>`
    select visitor || ' ' || article_id || ' ' || lane::text || lane_reason::text as words from usage_events
    order by visitor, at, article_id, lane_reason, named_session`;
  return rows.map(({ words }) => words);
}
async function downloads(articles: readonly number[]): Promise<Record<string, number>> {
  await countDirty(db);
  const rows = await sql<{ lane: string; n: number }[]>`
    select lane, sum(pdf_downloads)::int as n from article_days where article_id = any(${[...articles]}) group by 1`;
  return Object.fromEntries(rows.map(({ lane, n }) => [lane, n]));
}

beforeEach(async () => {
  await sql`truncate usage_events, early_clicks, dirty_article_days, article_days, journal_settings, restatements, robot_lists`;
  await sql`update usage_months set completed = null`;
});

describe("a journal's own limits", () => {
  test("hold for its articles, stricter or looser than the site's, and the site's for all others", async () => {
    await set({ robotArticlesPerMinute: 2, robotRequestsPerDay: 0 });
    await write([
      ...reads(1, here.slice(0, 3)),
      ...reads(1, there.slice(0, 1)),
      ...reads(2, here.slice(0, 2)),
      ...reads(3, there.slice(0, 3)),
    ]);
    await labelBehaviour(db, [DAY], SITE, await ruledIds());
    await placeNow();
    expect(await downloads(here)).toEqual({ r: 2, c: 3 });
    expect(await downloads(there)).toEqual({ r: 4 });

    // Looser: what was found by the stricter rule comes back, and the site's rule does not reach these articles.
    await set({ robotArticlesPerMinute: 6, robotRequestsPerDay: 0 });
    await write([...reads(4, [...here.slice(0, 5), ...there.slice(0, 1)], { minute: 3 })]);
    await labelBehaviour(db, [DAY], SITE, await ruledIds());
    await placeNow();
    expect(await downloads(here)).toEqual({ r: 10 });
    expect(await downloads(there)).toEqual({ r: 4, c: 1 });
    const again = await placeNow();
    expect(again).toEqual({ events: 0, articleDays: 0 });
  });

  test("that are left to the site are of what the visitor did in all journals, however it stands there by now", async () => {
    await set({ robotRequestsPerDay: 100 });
    await write(reads(1, [...here.slice(0, 3), ...there.slice(0, 3)]));
    await labelBehaviour(db, [DAY], SITE, await ruledIds());
    expect(await downloads(there)).toEqual({ c: 3 });
    await placeNow();
    expect(await downloads(here)).toEqual({ c: 3 });
  });

  test("are as a plain computation has them, whatever was read when and set before", async () => {
    const read: fc.Arbitrary<Read> = fc.record({
      visitor: fc.integer({ min: 1, max: 3 }),
      article: fc.constantFrom(...here, ...there),
      minute: fc.integer({ min: 0, max: 2 }),
      second: fc.integer({ min: 0, max: 59 }),
      agent: fc.constantFrom(BROWSER, BROWSER, BROWSER, HARVESTER),
      vouched: fc.constantFrom(false, false, false, true),
    });
    const limit = fc.constantFrom(null, 0, 1, 2, 3, 5);
    const rules = fc.record({
      robotArticlesPerMinute: limit,
      robotRequestsPerDay: limit,
      robotPatterns: fc.constantFrom<string[]>([], ["gleaner"]),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(read, { maxLength: 40 }), rules, rules, async (all, before, now) => {
        await sql`truncate usage_events, early_clicks, dirty_article_days`;
        await write(all);
        for (const one of [before, now]) {
          await set(one);
          await labelBehaviour(db, [DAY], SITE, await ruledIds());
          const ruled = await ruledJournals(db);
          const journals = ruled.length > 0 ? ruled : [{ journalId, rules: one }];
          await placeRuledJournals(db, journals, { site: SITE, reason: "b", within: { from: DAY, to: DAY } });
        }
        const isHere = ({ article }: Read) => here.includes(article);
        const named = (one: Read) => isHere(one) && now.robotPatterns.length > 0 && one.agent === HARVESTER;
        const judged = all.filter((one) => !one.vouched && !named(one));
        const found = (visitor: number, limit: number | null, most: number, size: (of: Read[]) => number) => {
          const of = judged.filter((one) => one.visitor === visitor && (limit === null || isHere(one)));
          const bound = limit ?? most;
          return bound > 0 && size(of) > bound;
        };
        const inAMinute = (of: Read[]) =>
          Math.max(0, ...[0, 1, 2].map((m) => new Set(of.filter((o) => o.minute === m).map((o) => o.article)).size));
        const expected = all.filter(isHere).map((one) => {
          const reason = named(one)
            ? "j"
            : one.vouched
              ? "r"
              : found(one.visitor, now.robotArticlesPerMinute, SITE.articlesPerMinute, inAMinute)
                ? "m"
                : found(one.visitor, now.robotRequestsPerDay, SITE.requestsPerDay, (of) => of.length)
                  ? "n"
                  : "r";
          return `${one.visitor} ${one.article} ${reason === "r" ? "r" : "c"}${reason}`;
        });
        const stored = (await lanes()).filter((words) => here.includes(Number(words.split(" ")[1])));
        expect(stored.sort()).toEqual(expected.sort());
      }),
      { numRuns: 60 },
    );
  });
});

describe("a journal's own names of robots", () => {
  test("move what is stored and back, through the ledger, and nothing of other journals", async () => {
    await write([
      ...reads(1, [...here.slice(0, 2), ...there.slice(0, 2)], { agent: HARVESTER }),
      ...reads(2, here.slice(0, 1)),
    ]);
    expect(await downloads(here)).toEqual({ r: 3 });
    const later = new Date(Date.now() + 3 * 86_400_000);
    await completeMonths(db, later, later);
    await set({ robotPatterns: ["gleaner/\\d"] });
    expect(await journalsToPlace(db)).toHaveLength(1);
    await placeChangedJournals(db, SITE);
    expect(await journalsToPlace(db)).toEqual([]);
    expect(await downloads(here)).toEqual({ r: 1, c: 2 });
    expect(await downloads(there)).toEqual({ r: 2 });
    const range = { from: "2025-01-01", to: "2025-12-31" };
    const entries = await restatementRows(db, range, here[0] ?? 0, 9);
    expect(entries).toMatchObject([
      { day: DAY, reasons: "j", before: { pdfDownloads: 2 }, after: { pdfDownloads: 1 } },
    ]);
    // Given up again: all is as it was before.
    await set({ robotPatterns: [] });
    await placeChangedJournals(db, SITE);
    expect(await downloads(here)).toEqual({ r: 3 });
    expect(await journalsToPlace(db)).toEqual([]);
  });

  test("stand after the lists that hold for all, whichever of the two changes", async () => {
    const list = (...patterns: string[]) => ({
      force: true,
      read: async () => JSON.stringify(["gatherer", ...patterns].map((pattern) => ({ pattern }))),
    });
    const reasons = async () => [...new Set((await lanes()).map((words) => words.slice(-2)))];
    await write(reads(1, here.slice(0, 1), { agent: HARVESTER }));
    await set({ robotPatterns: ["gleaner"] });
    await loadRobotLists(db, ["own"], list());
    await relabel(db);
    expect(await reasons()).toEqual(["cj"]);
    await loadRobotLists(db, ["own"], list("gleaner"));
    await relabel(db);
    expect(await reasons()).toEqual(["cl"]);
    await loadRobotLists(db, ["own"], list());
    await relabel(db);
    expect(await reasons()).toEqual(["cj"]);
  });
});
