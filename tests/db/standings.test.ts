import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { addDays, type Day } from "@/lib/calendar/day";
import { journalPlaced } from "@/lib/catalog/robot-rules";
import { changeSettings } from "@/lib/catalog/sql/settings";
import { beginningOf, gatheredByAge } from "@/lib/usage/age";
import { ageStandingRows, articleStandingRows, groupAgeRows } from "@/lib/usage/sql/standings";
import { articleStanding, mostRead, standJournals } from "@/lib/usage/standings";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();
const sql = db.$client;
const NOON = new Date("2026-06-30T12:00:00Z");
const THROUGH = "2026-06-29";
/** A handful is enough to try the rule. */
const FEWEST = 5;

interface Read {
  published: Day | null;
  days: { day: Day; total: number; lane?: string }[];
}

/** Puts articles with counted days in place of all there were, counted through a noon. */
async function journalOf(
  reads: readonly Read[],
): Promise<{ id: number; published: Day | null; journal: { id: number } }[]> {
  await sql`truncate articles, article_days, age_standings, most_read, journal_standings cascade`;
  const articles: { id: number; published: Day | null; journal: { id: number } }[] = [];
  for (const { published, days } of reads) {
    const { id } = await anArticle(db, published === null ? {} : { published });
    const [row] = await sql<{ journal_id: number }[]>`select journal_id from articles where id = ${id}`;
    articles.push({ id, published, journal: { id: row?.journal_id ?? 0 } });
    for (const { day, total, lane = "r" } of days)
      await sql`
        insert into article_days (article_id, day, lane, access_type, access_method, year, abstract_views, full_text_views,
          pdf_downloads, other_requests, other_investigations, total_item_investigations, unique_item_investigations,
          total_item_requests, unique_item_requests, no_license, limit_exceeded, searches_platform, method_version)
        values (${id}, ${day}, ${lane}, 'o', 'r', 2026, 0, 0, ${total}, 0, 0, ${total}, ${total}, ${total}, ${total}, 0, 0, 0, 'm')
        on conflict do nothing`;
  }
  await sql`insert into counting_state (id, counted_through) values (1, ${NOON.toISOString()})
    on conflict (id) do update set counted_through = excluded.counted_through`;
  return articles;
}

beforeEach(async () => void (await journalOf([])));

test("journals that are worked out together do not see each other's articles", async () => {
  const here = await journalOf(
    [10, 20, 30, 40, 50].map((total) => ({ published: "2026-03-01", days: [{ day: "2026-03-01", total }] })),
  );
  const [other] = await sql<{ id: number }[]>`
    insert into journals (issn, title, abbreviation, publisher) values ('9999-0001', 'Other', 'O.', 'P')
    on conflict (issn) do update set title = excluded.title returning id`;
  await sql`update articles set journal_id = ${other?.id ?? 0} where id = any(${here.slice(3).map(({ id }) => id)})`;
  expect(await standJournals(db, NOON)).toBe(2);
  const [first, last] = [here[0]?.journal.id ?? 0, other?.id ?? 0];
  for (const [journalId, articles, most] of [
    [first, 3, 30],
    [last, 2, 50],
  ] as const) {
    const rows = await ageStandingRows(db, journalId, "p", 60);
    expect(rows.at(-1)).toMatchObject({ articles });
    expect(rows.at(-1)?.percentiles.at(-1)).toBe(most);
  }
  const inOrder = async (journalId: number) =>
    (
      await sql<{ place: number; n: number }[]>`
      select place, article_id as n from most_read where journal_id = ${journalId} order by place`
    ).map(({ place }) => place);
  await sql`update article_days set day = '2026-06-01'`;
  await standJournals(db, new Date(NOON.getTime() + 3_700_000));
  expect([await inOrder(first), await inOrder(last)]).toEqual([
    [1, 2, 3],
    [1, 2],
  ]);
  await sql`truncate articles, article_days, age_standings, most_read, journal_standings cascade`;
  await sql`delete from journals where issn = '9999-0001'`;
});

describe("articles of an age", () => {
  test("are compared by publication where the record covers it, and older ones with each other by their first day on record", async () => {
    const since = { day: "2026-01-01", total: 1 };
    const young = (total: number, published = "2026-03-01") => ({
      published,
      days: [{ day: addDays(published, 10), total }],
    });
    const articles = await journalOf([
      { published: "2013-12-17", days: [since, { day: "2026-01-08", total: 6 }] },
      ...[10, 20, 30, 40].map((total) => young(total)),
      // Published and never read, and read before it was published.
      { published: "2026-05-01", days: [] },
      {
        published: "2026-03-10",
        days: [
          { day: "2026-03-08", total: 25 },
          { day: "2026-03-09", total: 100, lane: "c" },
        ],
      },
    ]);
    expect(await standJournals(db, NOON)).toBe(1);
    const [old, , twenty, , , unread, early] = articles;
    const standing = twenty && (await articleStanding(db, twenty, FEWEST));
    expect(standing).toMatchObject({ kind: "compared", origin: "p", day: "2026-03-01", through: THROUGH });
    const points = standing?.kind === "compared" ? standing.points : [];
    expect(points.find(({ age }) => age === 9)).toMatchObject({
      total: 0,
      articles: 6,
      median: 0,
      ninetieth: 25,
      percentile: 83,
    });
    // 0, 10, 20, 25, 30, 40: half of the six had gathered no more than 20.
    expect(points.find(({ age }) => age === 30)).toEqual({
      age: 30,
      total: 20,
      tenth: 0,
      median: 20,
      ninetieth: 40,
      articles: 6,
      percentile: 50,
    });
    // At day 63 the unread one has not arrived yet.
    expect(points.find(({ age }) => age === 63)).toMatchObject({ articles: 5, tenth: 10 });
    // Of the five of day 105 one has not reached day 112.
    expect(points.at(-1)?.age).toBe(105);
    expect(unread && (await articleStanding(db, unread, FEWEST))).toMatchObject({
      kind: "compared",
      points: expect.arrayContaining([expect.objectContaining({ age: 30, total: 0, percentile: 16 })]),
    });
    expect(early && (await articleStanding(db, early, FEWEST))).toMatchObject({
      kind: "compared",
      points: expect.arrayContaining([expect.objectContaining({ age: 0, total: 25, percentile: 100 })]),
    });
    expect(old && (await articleStanding(db, old, FEWEST))).toEqual({ kind: "few" });
  });

  test("are of all while the groups that are set are not worked out yet, and nothing is said of those", async () => {
    const articles = await journalOf(
      [10, 20, 30, 40, 50].map((total) => ({ published: "2026-03-01", days: [{ day: "2026-03-01", total }] })),
    );
    await sql`update articles set type = 'Review' where id = any(${articles.map(({ id }) => id)})`;
    await standJournals(db, NOON);
    const journalId = articles[0]?.journal.id ?? 0;
    const later = (ms: number) => new Date(NOON.getTime() + ms);
    await changeSettings(db, journalId, { percentiles: "type" }, { personId: null, now: later(60_000) });
    const standing = async () => articles[0] && articleStanding(db, articles[0], FEWEST);
    expect(await standing()).toMatchObject({ kind: "compared", peers: { of: "journal" }, tooFew: undefined });
    await standJournals(db, later(120_000));
    expect(await standing()).toMatchObject({ kind: "compared", peers: { of: "type", name: "Review" } });
    await sql`delete from journal_settings`;
  });

  test("that nothing is known of, or that begin today, are said to be so", async () => {
    const [none] = await journalOf([{ published: null, days: [] }]);
    await standJournals(db, NOON);
    expect(none && (await articleStanding(db, none, FEWEST))).toEqual({ kind: "unknown" });
    const [, today, unknown] = await journalOf([
      { published: null, days: [{ day: "2026-01-01", total: 1 }] },
      { published: "2026-06-30", days: [{ day: "2026-06-30", total: 3 }] },
      { published: "2001-01-01", days: [] },
    ]);
    await standJournals(db, NOON);
    expect(today && (await articleStanding(db, today, FEWEST))).toEqual({ kind: "young" });
    expect(unknown && (await articleStanding(db, unknown, FEWEST))).toEqual({ kind: "unknown" });
  });

  test("stand in SQL as they stand in the rule, whatever was read when", async () => {
    const day = fc.integer({ min: 0, max: 200 }).map((after) => addDays("2025-12-15", after));
    const read = fc.record({
      published: fc.option(day, { nil: null }),
      days: fc.uniqueArray(fc.record({ day, total: fc.integer({ min: 0, max: 9 }) }), {
        selector: (one) => one.day,
        maxLength: 6,
      }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(read, { minLength: 1, maxLength: 8 }), async (reads) => {
        const articles = await journalOf(reads);
        await standJournals(db, NOON);
        const first = (days: Read["days"]) => days.map((one) => one.day).sort()[0];
        const since = reads
          .map(({ days }) => first(days))
          .filter((one) => one !== undefined)
          .sort()[0];
        for (const origin of ["p", "r"] as const) {
          const lines = reads.flatMap(({ published, days }) => {
            const beginning =
              since === undefined ? undefined : beginningOf({ published, firstOnRecord: first(days) }, since);
            if (beginning?.origin !== origin) return [];
            return [
              gatheredByAge(
                days.map(({ day, total }) => ({ day, totalItemInvestigations: total })),
                beginning.day,
                THROUGH,
              ),
            ];
          });
          const journalId = articles[0]?.journal.id ?? 0;
          const own = (await articleStandingRows(db, journalId)).filter((row) => row.origin === origin);
          const reached = lines.map((line) => line.at(-1)).filter((last) => last !== undefined);
          const byTotal = (a: { age: number; total: number }, b: { age: number; total: number }) =>
            a.age - b.age || a.total - b.total;
          expect(own.map(({ age, total }) => ({ age, total })).sort(byTotal)).toEqual(reached.sort(byTotal));
          if (origin === "p")
            for (const kind of ["j", "y"] as const)
              expect(await groupAgeRows(db, journalId, kind)).toEqual(
                [...new Set(lines.flat().map(({ age }) => age))]
                  .sort((a, b) => a - b)
                  .map((age) => {
                    const there = lines.flatMap((line) => line.filter((point) => point.age === age));
                    const total = there.reduce((sum, point) => sum + point.total, 0);
                    return { key: kind === "j" ? "" : "2024", age, articles: there.length, total };
                  }),
              );
          const standing = await ageStandingRows(db, journalId, origin, 10_000);
          const ages = [...new Set(lines.flat().map(({ age }) => age))].sort((a, b) => a - b);
          expect(standing.map(({ age }) => age)).toEqual(ages);
          for (const { age, articles: count, percentiles } of standing) {
            const totals = lines
              .flatMap((line) => line.filter((point) => point.age === age).map(({ total }) => total))
              .sort((a, b) => a - b);
            expect(count).toBe(totals.length);
            const disc = (p: number) => totals[Math.max(0, Math.ceil((p * totals.length) / 100) - 1)];
            expect([0, 10, 50, 90, 100].map((p) => percentiles[p])).toEqual([0, 10, 50, 90, 100].map(disc));
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test("are worked out again for a new day, and after an hour, and not before", async () => {
    await journalOf([{ published: "2026-06-01", days: [{ day: "2026-06-01", total: 1 }] }]);
    expect(await standJournals(db, NOON)).toBe(1);
    expect(await standJournals(db, new Date(NOON.getTime() + 3_500_000))).toBe(0);
    expect(await standJournals(db, new Date(NOON.getTime() + 3_700_000))).toBe(1);
    await sql`update counting_state set counted_through = '2026-07-01T00:00:01Z'`;
    const [stood] = await Promise.all([standJournals(db, NOON), standJournals(db, NOON)]);
    expect(stood).toBeLessThanOrEqual(1);
    expect(await sql`select through::text as through from journal_standings`).toMatchObject([
      { through: "2026-06-30" },
    ]);
  });
});

describe("are worked out again when usage moved", () => {
  const later = (ms: number) => new Date(NOON.getTime() + ms);
  /** How many are due some time after, and once more a while after that. */
  const stood = async (ms: number) => [
    await standJournals(db, later(ms)),
    await standJournals(db, later(ms + 120_000)),
  ];

  test("because an editor took some out or put it back, when that is surely counted, and then no more", async () => {
    const [article] = await journalOf([{ published: "2026-06-01", days: [{ day: "2026-06-01", total: 1 }] }]);
    expect(await stood(0)).toEqual([1, 0]);
    await sql`
      insert into exclusions (article_id, from_day, to_day, reason, made)
      values (${article?.id ?? 0}, '2026-06-01', '2026-06-01', 'A machine', ${later(200_000).toISOString()})`;
    expect(await stood(210_000)).toEqual([1, 1]);
    expect(await stood(400_000)).toEqual([0, 0]);
    await sql`update exclusions set undone = ${later(600_000).toISOString()}`;
    expect(await stood(610_000)).toEqual([1, 1]);
    expect(await stood(800_000)).toEqual([0, 0]);
  });

  test("because the journal's own rules on robots were placed", async () => {
    const [article] = await journalOf([{ published: "2026-06-01", days: [{ day: "2026-06-01", total: 1 }] }]);
    expect(await stood(0)).toEqual([1, 0]);
    const journalId = article?.journal.id ?? 0;
    const rules = { robotArticlesPerMinute: null, robotRequestsPerDay: null, robotPatterns: ["gleaner"] };
    await journalPlaced(db, { journalId, rules }, later(200_000));
    expect(await stood(210_000)).toEqual([1, 1]);
    expect(await stood(400_000)).toEqual([0, 0]);
    await sql`delete from journal_settings`;
  });
});

describe("the most read of a journal", () => {
  test("are those of most requests by readers in ninety whole days, the newer first of two alike", async () => {
    const [old, most, second, newer] = await journalOf([
      { published: "2020-01-01", days: [{ day: "2026-03-31", total: 1000 }] },
      {
        published: "2020-01-01",
        days: [
          { day: "2026-04-01", total: 5 },
          { day: THROUGH, total: 5 },
          { day: "2026-06-30", total: 99 },
        ],
      },
      {
        published: "2020-01-01",
        days: [
          { day: "2026-05-01", total: 7 },
          { day: "2026-05-01", total: 500, lane: "c" },
        ],
      },
      { published: "2026-01-01", days: [{ day: "2026-05-01", total: 7 }] },
    ]);
    expect(old && (await mostRead(db, old.journal.id, 10))).toBeUndefined();
    await standJournals(db, NOON);
    expect(old && (await mostRead(db, old.journal.id, 10))).toEqual({
      from: "2026-04-01",
      through: THROUGH,
      articles: [
        { articleId: most?.id, totalItemRequests: 10 },
        { articleId: newer?.id, totalItemRequests: 7 },
        { articleId: second?.id, totalItemRequests: 7 },
      ],
    });
    expect((await mostRead(db, old?.journal.id ?? 0, 1))?.articles).toHaveLength(1);
  });
});
