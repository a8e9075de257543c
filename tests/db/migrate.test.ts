import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { countDirty } from "@/lib/counting/count";
import { months } from "@/lib/counting/sql/months";
import { migrate } from "@/lib/db/migrate";
import { appliedMigrations, tablesPresent } from "@/lib/db/queries";
import { testDatabase } from "../fixtures/database";

const drizzle = path.resolve(import.meta.dirname, "../../drizzle");
const tags: string[] = JSON.parse(readFileSync(path.join(drizzle, "meta/_journal.json"), "utf8")).entries.map(
  ({ tag }: { tag: string }) => tag,
);

/** Our migrations and one of a release to come. */
function newerMigrations(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "footfall-migrations-"));
  cpSync(drizzle, folder, { recursive: true });
  const file = path.join(folder, "meta/_journal.json");
  const journal = JSON.parse(readFileSync(file, "utf8"));
  journal.entries.push({
    idx: 99,
    version: "7",
    when: Date.UTC(2099, 0, 1),
    tag: "0099_from_the_future",
    breakpoints: true,
  });
  writeFileSync(file, JSON.stringify(journal));
  writeFileSync(path.join(folder, "0099_from_the_future.sql"), 'CREATE TABLE "from_the_future" ("id" int);');
  return folder;
}

/** The migrations up to one, as the release of that time had them. */
function migrationsUpTo(number: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "footfall-migrations-"));
  cpSync(drizzle, folder, { recursive: true });
  const file = path.join(folder, "meta/_journal.json");
  const journal = JSON.parse(readFileSync(file, "utf8"));
  journal.entries = journal.entries.filter(({ tag }: { tag: string }) => tag.slice(0, 4) <= number);
  writeFileSync(file, JSON.stringify(journal));
  return folder;
}

describe("migrations", () => {
  test("bring an empty database up, and then have nothing to do", async () => {
    const { db, whereabouts } = await testDatabase("template1");
    expect(await migrate(whereabouts)).toEqual({ applied: tags });
    expect(await tablesPresent(db)).toContain("usage_events");
    expect(await migrate(whereabouts)).toEqual({ applied: [] });
    expect(await appliedMigrations(db)).toHaveLength(tags.length);
  });

  test("run once when several processes start together", async () => {
    const { db, whereabouts } = await testDatabase("template1");
    const runs = await Promise.all(Array.from({ length: 5 }, () => migrate(whereabouts)));
    expect(runs.filter(({ applied }) => applied.length > 0)).toHaveLength(1);
    expect(await appliedMigrations(db)).toHaveLength(tags.length);
  });

  test("keep the data of the release before", async () => {
    const { db, whereabouts } = await testDatabase();
    await db.$client`insert into journals (issn, title, abbreviation, publisher) values ('2077-0383', 'J', 'J', 'P')`;
    expect(await migrate(whereabouts, newerMigrations())).toEqual({ applied: ["0099_from_the_future"] });
    expect(await db.$client`select title from journals`).toMatchObject([{ title: "J" }]);
  });

  test("take the events and figures of the first release along", async () => {
    const { db, whereabouts } = await testDatabase("template1");
    const sql = db.$client;
    expect(await migrate(whereabouts, migrationsUpTo("0000"))).toEqual({ applied: [tags[0]] });
    await sql`insert into journals (issn, title, abbreviation, publisher) values ('2077-0383', 'J', 'J', 'P')`;
    await sql`insert into articles (journal_id, doi, title, volume, issue, first_page, year) values (1, '10.5555/a', 'A', '1', '1', '1', 2013)`;
    await sql`create table usage_events_2026_01 partition of usage_events for values from ('2026-01-01 00:00:00+00') to ('2026-02-01 00:00:00+00')`;
    await sql`
      insert into usage_events (at, visitor, visitor_before, article_id, action, lane, lane_reason, access_type, access_method)
      values ('2026-01-05T23:59:50Z', 1, null, 1, 'p', 'r', 'r', 'o', 'r'),
        ('2026-01-06T00:00:05Z', 2, 1, 1, 'p', 'r', 'r', 'o', 'r'),
        ('2026-03-06T12:00:00Z', 3, null, 0, 'q', 'r', 'r', 'o', 'r')`;
    await sql`
      insert into article_days values (1, '2026-01-06', 'r', 'o', 'r', 0, 0, 1, 0, 0, 1, 1, 1, 1, 0, 0, 0, 'COUNTER-R5.1/1'),
        (0, '2026-03-06', 'r', 'o', 'r', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 'COUNTER-R5.1/1')`;
    const figures = () => sql`
      select article_id as id, day, year, pdf_downloads as pdf, searches_platform as searches from article_days order by day`;

    expect(await migrate(whereabouts)).toEqual({ applied: tags.slice(1) });
    const [events] = await sql`select count(*)::int as n, count(distinct tableoid)::int as parts from usage_events`;
    expect(events).toEqual({ n: 3, parts: 2 });
    expect(await sql`select from usage_events_default`).toHaveLength(0);
    const before = await figures();
    expect(before).toMatchObject([
      { id: 1, day: "2026-01-06", year: 2013, pdf: 1 },
      { id: 0, day: "2026-03-06", year: 2026, searches: 1 },
    ]);
    expect((await months.all(db)).map(({ month }) => month)).toEqual(["2026-01-01", "2026-03-01"]);
    await countDirty(db);
    expect(await figures()).toEqual(before);
    expect(
      await sql`select article_id as id, country, total_item_requests as n, searches_platform as q from article_country_days order by 1`,
    ).toEqual([
      { id: 0, country: "ZZ", n: 0, q: 1 },
      { id: 1, country: "ZZ", n: 1, q: 0 },
    ]);
  });

  test("take the keywords of the second release along, so that articles find those near them", async () => {
    const { db, whereabouts } = await testDatabase("template1");
    await migrate(whereabouts, migrationsUpTo("0001"));
    await db.$client`insert into journals (issn, title, abbreviation, publisher) values ('2077-0383', 'J', 'J', 'P')`;
    await db.$client`
      insert into articles (journal_id, doi, title, volume, issue, first_page, year, keywords)
      values (1, '10.5555/a', 'A', '1', '1', '1', 2013, '{Stem Cells,Repair}'), (1, '10.5555/b', 'B', '1', '1', '2', 2013, '{}')`;
    expect(await migrate(whereabouts)).toEqual({ applied: tags.slice(2) });
    expect(await db.$client`select keyword_keys as k, title_markup as m from articles order by id`).toEqual([
      { k: ["stem cells", "repair"], m: null },
      { k: [], m: null },
    ]);
    expect(await db.$client`select title from articles where search @@ to_tsquery('simple', 'repair')`).toEqual([
      { title: "A" },
    ]);
    expect(await db.$client`select search_text as words, has_text as text from articles order by id`).toEqual([
      { words: "a  stem cells repair", text: false },
      { words: "b  ", text: false },
    ]);
  });

  test("begin to tally what is never recorded, and let readers find their own among the events there are", async () => {
    const { db, whereabouts } = await testDatabase("template1");
    const sql = db.$client;
    await migrate(whereabouts, migrationsUpTo("0006"));
    await sql`create table usage_events_2026_01 partition of usage_events for values from ('2026-01-01 00:00:00+00') to ('2026-02-01 00:00:00+00')`;
    await sql`
      insert into usage_events (at, visitor, article_id, year, action, lane, lane_reason, access_type, access_method)
      values ('2026-01-05T09:00:00Z', 7, 1, 2024, 'p', 'r', 'r', 'o', 'r'), ('2026-01-05T09:00:00Z', 8, 1, 2024, 'p', 'r', 'r', 'o', 'r')`;
    await migrate(whereabouts);
    expect(await sql`select from dropped_days`).toHaveLength(0);
    expect(
      await sql`select from counting_state where dropped_since between now() - interval '1 hour' and now()`,
    ).toHaveLength(1);
    expect(await sql`select visitor from usage_events where visitor = 7 and at >= '2026-01-01'`).toEqual([
      { visitor: "7" },
    ]);
    const indexes = await sql`
      select indexdef from pg_indexes where tablename = 'usage_events_2026_01' and indexdef like '%int8_bloom_ops%'`;
    expect(indexes).toHaveLength(1);
  });

  test("take the articles of the release before alerts along, none of them as news", async () => {
    const { db, whereabouts } = await testDatabase("template1");
    await migrate(whereabouts, migrationsUpTo("0007"));
    await db.$client`insert into journals (issn, title, abbreviation, publisher) values ('2077-0383', 'J', 'J', 'P')`;
    await db.$client`insert into special_issues (journal_id, slug, title) values (1, 's', 'S')`;
    await db.$client`
      insert into articles (journal_id, special_issue_id, doi, title, volume, issue, first_page, year)
      values (1, 1, '10.5555/a', 'A', '1', '1', '1', 2013), (1, null, '10.5555/b', 'B', '1', '1', '2', 2013)`;
    expect(await migrate(whereabouts)).toEqual({ applied: tags.slice(8) });
    expect(
      await db.$client`
        select joined = added as joined, added > now() - interval '1 minute' as now from articles order by id`,
    ).toEqual([
      { joined: true, now: true },
      { joined: null, now: true },
    ]);
  });

  test("give the articles of the release before versions their first, and a record of the files they have", async () => {
    const { db, whereabouts } = await testDatabase("template1");
    const sql = db.$client;
    await migrate(whereabouts, migrationsUpTo("0008"));
    await sql`insert into journals (issn, title, abbreviation, publisher) values ('2077-0383', 'J', 'J', 'P')`;
    await sql`
      insert into articles (journal_id, doi, title, volume, issue, first_page, year, published, added)
      values (1, '10.5555/a', 'A', '1', '1', '1', 2013, '2013-12-17', '2026-01-01Z'), (1, '10.5555/b', 'B', '1', '1', '2', 2013, null, '2026-01-01Z')`;
    await sql`
      insert into article_files (article_id, kind, name, media_type, bytes, sha256, uploaded)
      values (1, 'pdf', 'a.pdf', 'application/pdf', 10, 'x', '2026-01-02T10:00:00Z'),
        (1, 'figure', 'f1.png', 'image/png', 20, 'y', '2026-01-02T11:00:00Z'),
        (1, 'xml', 'a.xml', 'application/xml', 30, 'z', '2026-02-03T10:00:00Z')`;
    expect(await migrate(whereabouts)).toEqual({ applied: tags.slice(9) });
    expect(await sql`select article_id as id, number, since, term from article_versions order by 1`).toEqual([
      { id: 1, number: 1, since: "2013-12-17 00:00:00+00", term: null },
      { id: 2, number: 1, since: "2026-01-01 00:00:00+00", term: null },
    ]);
    expect(await sql`select article_id as id, at, source, version, changes from article_changes order by at`).toEqual([
      {
        id: 1,
        at: "2026-01-02 10:00:00+00",
        source: "import",
        version: null,
        changes: [
          { field: "figure f1.png", before: "none", after: "20 bytes" },
          { field: "pdf", before: "none", after: "10 bytes" },
        ],
      },
      {
        id: 1,
        at: "2026-02-03 10:00:00+00",
        source: "import",
        version: null,
        changes: [{ field: "xml", before: "none", after: "30 bytes" }],
      },
    ]);
  });

  test("put the articles of the release before in their places", async () => {
    const { db, whereabouts } = await testDatabase("template1");
    const release = tags.findIndex((tag) => tag.endsWith("seek_articles_by_place"));
    await migrate(whereabouts, migrationsUpTo(tags[release - 1]?.slice(0, 4) ?? ""));
    await db.$client`insert into journals (issn, title, abbreviation, publisher) values ('2077-0383', 'J', 'J', 'P')`;
    await db.$client`
      insert into articles (journal_id, doi, title, volume, issue, first_page, year)
      select 1, '10.5555/' || n, 'T', '2', '1', page, 2013 from unnest(array['xii', '10', 'e9', '9']) with ordinality p (page, n)`;
    expect(await migrate(whereabouts)).toEqual({ applied: tags.slice(release) });
    const rows = await db.$client<
      { page: string }[]
    >`select first_page as page from articles order by place collate "C"`;
    expect(rows.map(({ page }) => page)).toEqual(["9", "e9", "10", "xii"]);
  });

  test("keep the roles of the release before, and then take no role without its scope", async () => {
    const { db, whereabouts } = await testDatabase("template1");
    const release = tags.findIndex((tag) => tag.endsWith("widen_roles_and_keep_settings"));
    await migrate(whereabouts, migrationsUpTo(tags[release - 1]?.slice(0, 4) ?? ""));
    await db.$client`insert into journals (issn, title, abbreviation, publisher) values ('2077-0383', 'J', 'J', 'P')`;
    await db.$client`insert into people (name, email, created, updated) values ('E', 'e@example.org', now(), now())`;
    await db.$client`insert into roles (person_id, role, journal_id) values (1, 'administrator', null), (1, 'editor', 1)`;
    await migrate(whereabouts);
    const rows = await db.$client`select role, journal_id, special_issue_id from roles order by id`;
    expect([...rows]).toEqual([
      { role: "administrator", journal_id: null, special_issue_id: null },
      { role: "editor", journal_id: 1, special_issue_id: null },
    ]);
    for (const [role, journal] of [
      ["guest-editor", 1],
      ["editor", null],
      ["administrator", 1],
    ] as const)
      await expect(
        db.$client`insert into roles (person_id, role, journal_id) values (1, ${role}, ${journal})`,
      ).rejects.toThrow("roles_scope");
  });

  test("name no network of events there are, and compare the articles there are with all of their journal", async () => {
    const { db, whereabouts } = await testDatabase("template1");
    const sql = db.$client;
    await migrate(whereabouts, migrationsUpTo("0016"));
    await sql`create table usage_events_2026_01 partition of usage_events for values from ('2026-01-01 00:00:00+00') to ('2026-02-01 00:00:00+00')`;
    await sql`
      insert into usage_events (at, visitor, article_id, year, action, lane, lane_reason, access_type, access_method)
      values ('2026-01-05T09:00:00Z', 7, 1, 2024, 'p', 'r', 'r', 'o', 'r')`;
    await sql`insert into age_standings values (1, 'p', 30, 25, '{1,2,3}')`;
    await sql`insert into article_standings values (1, 1, 'p', 30, 2)`;
    expect(await migrate(whereabouts)).toEqual({ applied: tags.slice(17) });
    expect(await sql`select network from usage_events`).toEqual([{ network: 0 }]);
    expect(await sql`select key, age from age_standings`).toEqual([{ key: "", age: 30 }]);
    expect(await sql`select key, total from article_standings`).toEqual([{ key: "", total: 2 }]);
    await sql`insert into age_standings (journal_id, key, origin, age, articles, percentiles) values (1, 'Review', 'p', 30, 25, '{1}')`;
  });

  test("count what there is again, by country and institution, and change no figure", async () => {
    const { db, whereabouts } = await testDatabase("template1");
    const sql = db.$client;
    await migrate(whereabouts, migrationsUpTo("0017"));
    await sql`insert into institutions (name) values ('Old College')`;
    await sql`insert into institution_sets (members) values ('1')`;
    await sql`create table usage_events_2026_01 partition of usage_events for values from ('2026-01-01 00:00:00+00') to ('2026-02-01 00:00:00+00')`;
    await sql`insert into usage_months (month, opened, touched, completed) values ('2026-01-01', '2026-01-01', '2026-01-31', now())`;
    await sql`
      insert into usage_events (at, visitor, article_id, year, action, lane, lane_reason, access_type, access_method, institutions, country)
      values ('2026-01-05T09:00:00Z', 7, 1, 2024, 'p', 'r', 'r', 'o', 'r', 1, 'IT'), ('2026-01-05T09:00:00Z', 8, 1, 2024, 'n', 'r', 'r', 'c', 'r', 0, 'US')`;
    await sql`
      insert into article_days values (1, '2026-01-05', 'r', 'o', 'r', 0, 0, 1, 0, 0, 1, 1, 1, 1, 0, 0, 0, 'COUNTER-R5.1/1', 2024),
        (1, '2026-01-05', 'r', 'c', 'r', 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 'COUNTER-R5.1/1', 2024)`;
    await sql`insert into article_institution_days values (1, '2026-01-05', 1, 'o', 'r', 2024, 1, 1, 1, 1, 0, 0, 0)`;
    expect(await migrate(whereabouts)).toEqual({ applied: tags.slice(18) });
    expect(await sql`select reason::text from dirty_article_days`).toEqual([{ reason: "m" }]);
    await countDirty(db);
    expect(
      await sql`select country, attributed, total_item_requests as n, no_license as d from article_country_days order by 1`,
    ).toEqual([
      { country: "IT", attributed: true, n: 1, d: 0 },
      { country: "US", attributed: false, n: 0, d: 1 },
    ]);
    expect(await sql`select country, total_item_requests as n from article_institution_days`).toEqual([
      { country: "IT", n: 1 },
    ]);
    // Nothing that had been published is different.
    expect(await sql`select from restatements`).toHaveLength(0);
  });

  test("call no two institutions by one customer_id, and leave those that were given one", async () => {
    const { db, whereabouts } = await testDatabase("template1");
    const sql = db.$client;
    await migrate(whereabouts, migrationsUpTo("0019"));
    await sql`insert into institutions (name, customer_id) values ('A', null), ('B', '3'), ('C', null), ('D', 'old-college')`;
    expect(await migrate(whereabouts)).toEqual({ applied: tags.slice(20) });
    const ids = (await sql<{ id: string }[]>`select customer_id as id from institutions order by name`).map(
      ({ id }) => id,
    );
    expect(ids).toEqual(["1", "3", expect.stringMatching(/^[0-9a-f-]{36}$/), "old-college"]);
    await expect(sql`update institutions set customer_id = null where name = 'A'`).rejects.toThrow("null");
  });

  test("refuse a schema made by a newer release, and change nothing", async () => {
    const { db, whereabouts } = await testDatabase();
    await migrate(whereabouts, newerMigrations());
    const before = await tablesPresent(db);
    await expect(migrate(whereabouts)).rejects.toThrow("made by a newer or another Footfall");
    expect(await tablesPresent(db)).toEqual(before);
  });

  test("refuse tables that no migration made, and change nothing", async () => {
    const { db, whereabouts } = await testDatabase("template1");
    await db.$client`create table articles (id int)`;
    await expect(migrate(whereabouts)).rejects.toThrow("tables that no migration made (articles)");
    expect(await tablesPresent(db)).toEqual(["articles"]);
  });

  test("refuse a Postgres older than 15, naming both versions", async () => {
    const { db, whereabouts } = await testDatabase("template1");
    // No Postgres of that age is at hand: this one is made to say that it is.
    await db.$client.unsafe(`
      create schema old;
      create function old.current_setting(name text) returns text language sql
        as $$ select case name when 'server_version_num' then '140012' else '14.12' end $$;
      alter database ${whereabouts.database} set search_path = old, pg_catalog, public;`);
    await expect(migrate(whereabouts)).rejects.toThrow("The database is Postgres 14.12; Footfall needs 15 or newer.");
    expect(await tablesPresent(db)).toEqual([]);
  });

  test("say that a database cannot be reached, without its password", async () => {
    const url = "postgres://someone:very-secret@127.0.0.1:9/nowhere";
    const refusal = await migrate({ url }).catch((fault: Error) => fault.message);
    expect(refusal).toBe("The database cannot be reached: nothing answers there.");
  });
});
