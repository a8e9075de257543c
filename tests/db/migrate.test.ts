import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
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
