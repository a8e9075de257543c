import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { beforeAll, describe, expect, test } from "vitest";
import { firstDay, lastDay } from "@/lib/calendar/month";
import { articleByDoi } from "@/lib/catalog/articles";
import { storedPath } from "@/lib/catalog/file-store";
import { scholarlyArticle } from "@/lib/catalog/machine/json-ld";
import { upsertJournal } from "@/lib/catalog/sql/journals";
import { changeSettings } from "@/lib/catalog/sql/settings";
import { countDirty } from "@/lib/counting/count";
import { markDirty } from "@/lib/counting/queries";
import { LOCK_SPACE } from "@/lib/db/queries";
import { makeOpenData } from "@/lib/reports/open-data/make";
import { monthRestatements, openMonth, openMonths } from "@/lib/reports/sql/open-data";
import { articleUsage } from "@/lib/usage/article-usage";
import { datedCounts } from "@/lib/usage/dated-counts";
import { noMeasures } from "@/lib/usage/measures";
import { anArticle, journalEntry } from "../fixtures/catalogue";
import { counterWorld, NOW } from "../fixtures/counter-world";
import { testDatabase } from "../fixtures/database";
import { addTo, aStore, fromEvents, measuresOf, publishedOf, rowsOf, type Sums } from "../fixtures/open-data";
import { countedDays } from "../fixtures/usage-days";

const { db } = await testDatabase();
const sql = db.$client;
const dataDir = await aStore();
const world = await counterWorld(db);
const [one = 0, other = 0] = [...new Set(world.journalOf.values())];
const make = (now = NOW) => makeOpenData(db, now, { dataDir });
/** A little later: what was restated only just now is looked at once more by the next pass. */
const later = () =>
  expect
    .poll(
      async () =>
        (await sql`select from restatements where restated > clock_timestamp() - interval '20 milliseconds'`).length,
    )
    .toBe(0);
const at = (day: string) => new Date(`${day}T00:00:00Z`);
const set = (settings: Record<string, unknown>, journalId = other) =>
  changeSettings(db, journalId, settings, { personId: null, now: NOW });
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
/** Bytes that are in use. */
function held(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
const monthsOfJournal = async (journalId: number) => (await openMonths(db, journalId)).map(({ month }) => month);

/** The published rows of a journal, summed up. */
async function published(journalId: number, by: (month: string, row: Record<string, string>) => string): Promise<Sums> {
  const sums: Sums = new Map();
  for (const [month, csv] of await publishedOf(db, dataDir, journalId))
    for (const row of rowsOf(csv)) addTo(sums, by(month, row), measuresOf(row));
  return new Map([...sums].sort());
}

/** Raw events, usage API, InteractionCounter and files say the same of every article. */
async function expectAgreement(): Promise<void> {
  for (const journalId of [one, other]) {
    const rows = await published(journalId, (month, row) =>
      [row.doi, month, row.access_type, row.access_method].join("|"),
    );
    expect(rows.size).toBeGreaterThan(20);
    expect(rows).toEqual(await fromEvents(db, journalId));
    const monthly = await published(journalId, (month, row) => `${row.doi}|${month}`);
    const all = await published(journalId, (_, row) => row.doi ?? "");
    for (const [id] of [...world.journalOf].filter(([, of]) => of === journalId)) {
      const [found] = await sql<{ doi: string }[]>`select doi from articles where id = ${id}`;
      const doi = found?.doi ?? "";
      for (const month of ["2026-03", "2026-04", "2026-05"]) {
        const range = { from: firstDay(month), to: lastDay(month), interval: "month" } as const;
        const { totals } = await articleUsage(db, id, range, NOW);
        expect(monthly.get(`${doi}|${month}`) ?? noMeasures(), `${doi} in ${month}`).toEqual(totals);
      }
      const article = await articleByDoi(db, doi, NOW);
      if (!article) throw new Error(doi);
      const usage = await datedCounts(db, article, NOW);
      const said = JSON.parse(JSON.stringify(scholarlyArticle(article, "https://journals.example", { usage })));
      expect(
        said.interactionStatistic.map((counter: { userInteractionCount: number }) => counter.userInteractionCount),
      ).toEqual([all.get(doi)?.abstractViews, all.get(doi)?.fullTextViews, all.get(doi)?.pdfDownloads]);
    }
  }
}

describe("complete months", () => {
  beforeAll(async () => {
    expect(await make()).toBe(6);
  });

  test("are published once, as files that are what their record says", async () => {
    expect(await make()).toBe(0);
    expect(await monthsOfJournal(one)).toEqual(["2026-05", "2026-04", "2026-03"]);
    for (const { sha256, bytes, rows, made, methodVersion } of await openMonths(db, one)) {
      const content = await readFile(storedPath(dataDir, sha256));
      expect(createHash("sha256").update(content).digest("hex")).toBe(sha256);
      expect(content.length).toBe(bytes);
      expect(rowsOf(content.toString("utf8"))).toHaveLength(rows);
      expect(made).toEqual(NOW);
      expect(methodVersion).toBe("COUNTER-R5.1/1");
    }
    expect((await readdir(path.join(dataDir, "files"))).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  test("agree with the raw events, the usage API and InteractionCounter, article by article", expectAgreement);

  test("have the columns of the dictionary, no row of zeros, no place, and no formula", async () => {
    const csv = (await publishedOf(db, dataDir, one)).get("2026-04") ?? "";
    expect(csv.slice(0, csv.indexOf("\r\n"))).toBe(
      "doi,title,journal,issn,year_of_publication,access_type,access_method,month,abstract_views,full_text_views,pdf_downloads,total_item_investigations,unique_item_investigations,total_item_requests,unique_item_requests",
    );
    const rows = rowsOf(csv);
    expect(new Set(rows.map(({ access_type }) => access_type))).toEqual(
      new Set(["Open", "Controlled", "Free_To_Read"]),
    );
    expect(new Set(rows.map(({ access_method }) => access_method))).toEqual(new Set(["Regular", "TDM"]));
    for (const row of rows) {
      expect(Number(row.total_item_investigations)).toBeGreaterThan(0);
      expect([row.month, row.issn]).toEqual(["2026-04", "2077-0383"]);
      expect(row.title).not.toMatch(/^[=+\-@]/);
    }
    expect(rows.map(({ title }) => title)).toContain(`'=HYPERLINK("https://evil.example") 0`);
    const keys = rows.map((row) => [row.doi, row.access_type, row.access_method].join(" "));
    expect(new Set(keys).size).toBe(keys.length);
    expect(rows.map(({ doi }) => doi)).toEqual(rows.map(({ doi }) => doi).toSorted());
  });

  test("are no more than that: months that run, wait or were never begun have no file", async () => {
    expect(await make(at("2026-07-20"))).toBe(0);
    await sql`insert into usage_months (month, opened, touched) values ('2026-07-01', '2026-07-01', '2026-07-31')`;
    expect(await make(at("2026-08-20"))).toBe(0);
    await sql`update usage_months set completed = now() where month = '2026-07-01'`;
    // Whoever's clock is wrong and says that a month is complete that still runs.
    expect(await make(at("2026-07-20"))).toBe(0);
    // June, in which nobody sent anything, is complete as well: it has a heading alone, and says so.
    expect(await make(at("2026-08-20"))).toBe(4);
    expect(await openMonth(db, one, "2026-06")).toMatchObject({ rows: 0, methodVersion: "COUNTER-R5.1/1" });
    const empty = (await publishedOf(db, dataDir, one)).get("2026-06") ?? "";
    expect(empty).toMatch(/^doi,.*\r\n$/);
  });

  test("of a journal begin with its own first, and a journal nobody read has none", async () => {
    const late = await upsertJournal(db, journalEntry({ issn: "2049-3630", title: "A late one" }));
    const [row] = await sql<{ id: number }[]>`
      insert into articles (journal_id, doi, title, volume, issue, first_page, year)
      values (${late}, '10.5555/late', 'Late', '1', '1', '1', 2026) returning id`;
    expect(await make(at("2026-08-20"))).toBe(0);
    await countedDays(db, row?.id ?? 0, [{ day: "2026-05-31", total: 3 }]);
    expect(await make(at("2026-08-20"))).toBe(3);
    expect(await monthsOfJournal(late)).toEqual(["2026-07", "2026-06", "2026-05"]);
  });
});

describe("a restatement", () => {
  const restate = async (journalId: number, month: string, lane = "c") => {
    await sql`
      update usage_events set lane = ${lane}, lane_reason = 'l' where (at, visitor, article_id) in (
        select e.at, e.visitor, e.article_id from usage_events e join articles a on a.id = e.article_id
        where a.journal_id = ${journalId} and e.lane = 'r' and to_char(e.at, 'YYYY-MM') = ${month} order by e.at limit 60)`;
    await markDirty(db, { from: firstDay(month), to: lastDay(month) }, undefined, "r");
    await countDirty(db);
    await later();
  };

  test("makes the month's file anew, and no other; all agree again", async () => {
    const before = await openMonths(db, one);
    await restate(one, "2026-04");
    expect(await make(at("2026-09-01"))).toBe(1);
    expect(await make(at("2026-09-02"))).toBe(0);
    const after = await openMonths(db, one);
    for (const [i, month] of after.entries()) {
      if (month.month !== "2026-04") expect(month).toEqual(before[i]);
      else {
        expect(month.sha256).not.toBe(before[i]?.sha256);
        expect(month.made).toEqual(at("2026-09-01"));
      }
    }
    const [restated] = await monthRestatements(db, one);
    expect(restated).toMatchObject({ month: "2026-04", times: 1, reasons: "r", pending: false });
    expect(restated?.articleDays).toBeGreaterThan(10);
    await expectAgreement();
  });

  test("that changed nothing of the file leaves it as made then", async () => {
    const before = await openMonth(db, other, "2026-03");
    await sql`
      insert into restatements (article_id, day, reasons, before, after, method_after)
      select id, '2026-03-05', 'o', '{"noLicense": 0}', '{"noLicense": 1}', 'm' from articles where journal_id = ${other} limit 1`;
    expect(await monthRestatements(db, other)).toMatchObject([{ month: "2026-03", pending: true }]);
    await later();
    await make(at("2026-09-03"));
    expect(await monthRestatements(db, other)).toMatchObject([{ month: "2026-03", pending: false }]);
    const after = await openMonth(db, other, "2026-03");
    expect(after).toMatchObject({ sha256: before?.sha256, made: before?.made });
    expect(await make(at("2026-09-03"))).toBe(0);
  });

  test("that is under way is waited for; one that began before and ends after is dated after, and not missed", async () => {
    const [held, first] = [await sql.reserve(), (await sql`select clock_timestamp()::text as at`)[0]?.at];
    await held`select pg_advisory_lock(${LOCK_SPACE}, 3)`;
    const restating = restate(other, "2026-05");
    const waiting = async () =>
      (await sql`select from pg_locks where locktype = 'advisory' and objid = 3 and not granted`).length;
    await expect.poll(waiting, { timeout: 10_000 }).toBeGreaterThan(0);
    const [released] = await sql<{ at: string }[]>`select clock_timestamp()::text as at`;
    await held`select pg_advisory_unlock(${LOCK_SPACE}, 3)`;
    held.release();
    await restating;
    const [row] = await sql<{ after: boolean }[]>`
      select min(restated) >= date_trunc('milliseconds', ${released?.at ?? first}::timestamptz) as after from restatements r
      join articles a on a.id = r.article_id where a.journal_id = ${other} and r.day >= '2026-05-01'`;
    expect(row?.after).toBe(true);
    const recount = await sql.reserve();
    await recount`begin`;
    await recount`select pg_advisory_xact_lock_shared(${LOCK_SPACE}, 3)`;
    const made = make(at("2026-09-04"));
    await expect.poll(waiting, { timeout: 10_000 }).toBe(1);
    await recount`
      insert into restatements (article_id, day, restated, reasons, before, after, method_after)
      select id, '2026-03-05', statement_timestamp(), 'o', '{}', '{"noLicense": 2}', 'm' from articles where journal_id = ${one} limit 1`;
    await recount`commit`;
    recount.release();
    // The month that was restated before, and the one that was while it waited.
    expect(await made).toBe(2);
    await expectAgreement();
  });
});

describe("a pass", () => {
  test("that cannot keep a file records nothing, and what it left is done by the next", async () => {
    await sql`delete from open_data`;
    const blocked = path.join(dataDir, "a-file");
    await writeFile(blocked, "");
    await expect(makeOpenData(db, NOW, { dataDir: blocked })).rejects.toThrow();
    expect(await sql`select from open_data`).toHaveLength(0);
    await sql`update usage_months set completed = null where month = '2026-07-01'`;
    expect(await make()).toBeGreaterThanOrEqual(7);
    expect(await make()).toBe(0);
  });

  test("beside others comes to the same", async () => {
    const before = await sql`select journal_id, month, sha256, rows, bytes from open_data order by 1, 2`;
    await sql`delete from open_data`;
    await Promise.all([make(), make(), make()]);
    expect(await sql`select journal_id, month, sha256, rows, bytes from open_data order by 1, 2`).toEqual(before);
  });

  test("that knew of fewer restatements leaves the record of one that knew of more", async () => {
    const [row] = await sql<{ sha256: string }[]>`
      update open_data set restated_through = '2100-01-01', sha256 = 'newer' where journal_id = ${one} and month = '2026-03-01'
      returning sha256`;
    expect(row?.sha256).toBe("newer");
    await make();
    expect(await openMonth(db, one, "2026-03")).toMatchObject({ sha256: "newer" });
    await sql`delete from open_data where sha256 = 'newer'`;
    expect(await make()).toBe(1);
  });

  test("makes a file again that is gone from the store, the same as it was", async () => {
    const before = await openMonth(db, one, "2026-05");
    await rm(storedPath(dataDir, before?.sha256 ?? ""));
    expect(await make(at("2026-09-05"))).toBe(1);
    expect(await openMonth(db, one, "2026-05")).toEqual(before);
    expect(rowsOf((await publishedOf(db, dataDir, one)).get("2026-05") ?? "")).toHaveLength(before?.rows ?? 0);
  });

  test.each([["openData"], ["showUsage"], ["showInApi"]])(
    "publishes nothing of a journal whose %s is off",
    async (name) => {
      await sql`delete from open_data where journal_id = ${other}`;
      await set({ [name]: false });
      expect(await make()).toBe(0);
      await set({ [name]: true });
      expect(await make()).toBe(3);
    },
  );

  test("says of simulated figures in every row that they are", async () => {
    await sql`update journals set sample = true where id = ${other}`;
    await sql`delete from open_data where journal_id = ${other}`;
    await make();
    const rows = rowsOf((await publishedOf(db, dataDir, other)).get("2026-04") ?? "");
    expect(new Set(rows.map(({ note }) => note))).toEqual(new Set(["Sample journal: these figures are simulated."]));
    await sql`update journals set sample = false where id = ${other}`;
  });
});

test("a month of any size takes as much memory as a small one", async () => {
  const { id } = await anArticle(db, { doi: "10.5555/large" });
  const ARTICLES = 12_000;
  await sql`
    insert into articles (journal_id, doi, title, volume, issue, first_page, year)
    select journal_id, '10.5555/large.' || i, repeat('A long title of an article ', 80) || i, '90', '1', i::text, 2024
    from articles, generate_series(1, ${ARTICLES}::int) i where id = ${id}`;
  await sql`
    insert into article_days (article_id, day, lane, access_type, access_method, year, abstract_views, full_text_views, pdf_downloads,
      other_requests, other_investigations, total_item_investigations, unique_item_investigations, total_item_requests,
      unique_item_requests, no_license, limit_exceeded, searches_platform, method_version)
    select a.id, '2026-04-10', 'r', t, 'r', 2024, 1, 1, 1, 0, 0, 3, 2, 2, 1, 0, 0, 0, 'm'
    from articles a, unnest('{o,c}'::"char"[]) t where a.doi like '10.5555/large.%'`;
  await sql`delete from open_data where journal_id = ${one} and month = '2026-04-01'`;
  const before = held();
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, held() - before);
  }, 50);
  expect(await make()).toBe(1);
  clearInterval(watch);
  const made = await openMonth(db, one, "2026-04");
  expect(made?.rows).toBeGreaterThan(2 * ARTICLES);
  expect(made?.bytes).toBeGreaterThan(50_000_000);
  expect(most).toBeGreaterThan(0);
  // A few thousand rows, and not the whole file.
  expect(most).toBeLessThan(20_000_000);
}, 120_000);
