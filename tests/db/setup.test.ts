import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readEnv } from "@/lib/env";
import { failing, ok } from "@/lib/setup/check";
import { clockFinding, databaseFinding } from "@/lib/setup/database";
import { deliveriesFinding } from "@/lib/setup/deliveries";
import { countriesFinding, listsFinding } from "@/lib/setup/lists";
import { mailFinding } from "@/lib/setup/mail";
import { runChecks } from "@/lib/setup/run-checks";
import { scheduleFinding } from "@/lib/setup/schedule";
import { setupChecks } from "@/lib/setup/setup-checks";
import { secretFinding, siteFinding } from "@/lib/setup/site";
import { storageFinding } from "@/lib/setup/storage";
import { BucketServer } from "../fixtures/bucket-server";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";
import { MailServer } from "../fixtures/mail-server";

const { db } = await testDatabase();
const sql = db.$client;
const NOW = new Date();
const folder = await mkdtemp(path.join(os.tmpdir(), "footfall-setup-"));
afterAll(() => rm(folder, { recursive: true, force: true }));
const env = (given: Record<string, string> = {}) => readEnv({ DATA_DIR: folder, ...given });

describe("mail", () => {
  test("that is not set up, answers, refuses and is away", async () => {
    expect(await mailFinding(db, env(), NOW)).toMatchObject({
      verdict: "look",
      todo: expect.stringContaining("SMTP_URL"),
    });
    const server = await MailServer.start();
    const with_ = { SMTP_URL: server.url, MAIL_FROM: "a@press.example" };
    expect(await mailFinding(db, env(with_), NOW)).toMatchObject({ verdict: "ok", todo: "" });
    const strict = await MailServer.start({ onAuth: (_, __, callback) => callback(new Error("no such user")) });
    const wrong = { ...with_, SMTP_URL: strict.url.replace("//", "//somebody:hunter22@") };
    const refused = await mailFinding(db, env(wrong), NOW);
    expect(refused).toMatchObject({ verdict: "failing", found: expect.stringContaining("refused us") });
    expect(JSON.stringify(refused)).not.toContain("hunter22");
    await Promise.all([server.stop(), strict.stop()]);
    expect(await mailFinding(db, env(with_), NOW)).toMatchObject({
      verdict: "failing",
      found: expect.stringContaining("does not answer"),
    });
  });
});

describe("deliveries", () => {
  const bucketEnv = ({ endpoint, bucket, accessKeyId, secretAccessKey }: ReturnType<BucketServer["settings"]>) => ({
    ...{
      S3_ENDPOINT: endpoint,
      S3_BUCKET: bucket,
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
    },
  });

  test("to a bucket that answers, refuses, is missing and is away", async () => {
    const server = await BucketServer.start();
    const found = (overrides = {}) => deliveriesFinding(db, env(bucketEnv(server.settings(overrides))), NOW);
    expect(await found()).toMatchObject({
      verdict: "ok",
      found: expect.stringContaining("The bucket reports at 127.0.0.1"),
    });
    const refused = await found({ secretAccessKey: "hunter22" });
    expect(refused).toMatchObject({ verdict: "look", todo: expect.stringContaining("S3_SECRET_ACCESS_KEY") });
    expect(JSON.stringify(refused)).not.toContain("hunter22");
    expect(await found({ bucket: "other" })).toMatchObject({
      verdict: "failing",
      found: expect.stringContaining("404"),
    });
    await server.stop();
    expect(await found()).toMatchObject({
      verdict: "failing",
      found: expect.stringContaining("cannot be reached: nothing answers there"),
    });
  });

  test("to a folder that is there, and to one that is not; and to whom they may go", async () => {
    const exports = await mkdtemp(path.join(os.tmpdir(), "footfall-exports-"));
    expect(await deliveriesFinding(db, env({ EXPORT_DIR: exports }), NOW)).toMatchObject({ verdict: "ok", todo: "" });
    await rm(exports, { recursive: true });
    expect(await deliveriesFinding(db, env({ EXPORT_DIR: exports }), NOW)).toMatchObject({
      verdict: "failing",
      found: expect.stringContaining("ENOENT"),
    });
    expect(await deliveriesFinding(db, env(), NOW)).toMatchObject({ verdict: "ok" });
    expect(await deliveriesFinding(db, env({ WEBHOOK_PRIVATE: "allow" }), NOW)).toMatchObject({ verdict: "look" });
  });
});

describe("storage", () => {
  test("says which folder cannot be written to, and why", async () => {
    // A file where the folder should be: nobody can write into it, the superuser included.
    const file = path.join(folder, "no-folder");
    await writeFile(file, "");
    expect(await storageFinding(db, { DATA_DIR: file })).toMatchObject({
      verdict: "failing",
      found: expect.stringContaining("ENOTDIR"),
    });
    expect(await storageFinding(db, { DATA_DIR: path.join(folder, "gone") })).toMatchObject({ verdict: "failing" });
    if (process.getuid?.() !== 0) {
      const locked = await mkdtemp(path.join(folder, "locked-"));
      await chmod(locked, 0o500);
      expect(await storageFinding(db, { DATA_DIR: locked })).toMatchObject({
        found: expect.stringContaining("EACCES"),
      });
    }
  });

  test("names files that are on record and not in the folder", async () => {
    expect(await storageFinding(db, { DATA_DIR: folder })).not.toMatchObject({ verdict: "failing" });
    const { id, doi } = await anArticle(db);
    const sha256 = "ab".repeat(32);
    await sql`insert into article_files (article_id, kind, name, media_type, bytes, sha256, uploaded)
      values (${id}, 'pdf', 'lost.pdf', 'application/pdf', 1, ${sha256}, now())`;
    expect(await storageFinding(db, { DATA_DIR: folder })).toMatchObject({
      verdict: "failing",
      found: expect.stringContaining(`lost.pdf of ${doi}`),
    });
    await sql`delete from article_files`;
  });
});

describe("the database", () => {
  test("is told with version, migrations and next month's partition", async () => {
    const before = await databaseFinding(db, NOW);
    expect(before.found).toMatch(/Postgres \d+.*All \d+ migrations are in/);
    expect(before).toMatchObject({ verdict: "look", todo: expect.stringContaining("make-partitions") });
    const next = new Date(Date.UTC(NOW.getUTCFullYear(), NOW.getUTCMonth() + 1, 1));
    const after = new Date(Date.UTC(NOW.getUTCFullYear(), NOW.getUTCMonth() + 2, 1));
    const name = `usage_events_${next.toISOString().slice(0, 7).replace("-", "_")}`;
    await sql.unsafe(
      `create table ${name} partition of usage_events for values from ('${next.toISOString()}') to ('${after.toISOString()}')`,
    );
    expect(await databaseFinding(db, NOW)).toMatchObject({ verdict: "ok" });
  });

  test("that lacks a migration is not working, and what to do is said", async () => {
    const [last] =
      await sql`delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)
      returning hash, created_at`;
    expect(await databaseFinding(db, NOW)).toMatchObject({
      verdict: "failing",
      todo: expect.stringContaining("npm start"),
    });
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${last?.hash}, ${last?.created_at})`;
  });

  test("agrees with this process on the time", async () => {
    expect(await clockFinding(db)).toMatchObject({ verdict: "ok", found: expect.stringContaining("agree") });
  });
});

describe("the schedule", () => {
  const jobs = [
    { name: "count", every: 1 },
    { name: "daily", every: 86_400 },
  ];
  const ran = (job: string, minutesAgo: number, failure: string | null = null) => sql`
    insert into job_runs (job, started, finished, failure)
    values (${job}, ${new Date(NOW.getTime() - minutesAgo * 60_000).toISOString()}, ${new Date(NOW.getTime() - minutesAgo * 60_000).toISOString()}, ${failure})
    on conflict (job) do update set started = excluded.started, finished = excluded.finished, failure = excluded.failure`;
  test("names what never ran, failed or is overdue", async () => {
    await sql`truncate job_runs`;
    expect(await scheduleFinding(db, NOW, jobs)).toMatchObject({ verdict: "failing", found: "No job ever ran." });
    await ran("count", 0);
    expect(await scheduleFinding(db, NOW, jobs)).toMatchObject({
      verdict: "look",
      found: expect.stringContaining("daily"),
    });
    await ran("daily", 600);
    expect(await scheduleFinding(db, NOW, jobs)).toMatchObject({ verdict: "ok" });
    await ran("count", 10);
    expect(await scheduleFinding(db, NOW, jobs)).toMatchObject({
      verdict: "failing",
      found: expect.stringContaining("10 minutes ago"),
    });
    await ran("count", 0, "the disk is full");
    expect(await scheduleFinding(db, NOW, jobs)).toMatchObject({ found: expect.stringContaining("the disk is full") });
  });
});

describe("lists, countries, address and secret", () => {
  test("a list that is missing, old or could not be had", async () => {
    const at = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString();
    await sql`truncate robot_lists`;
    const finding = () => listsFinding(db, env(), NOW);
    expect(await finding()).toMatchObject({ verdict: "look", todo: expect.stringContaining("robots update") });
    await sql`insert into robot_lists (name, lane, patterns, checked) values ('counter', 'c', '["a"]', ${at(3)})`;
    expect(await finding()).toMatchObject({ verdict: "ok" });
    await sql`update robot_lists set checked = ${at(20)}`;
    expect(await finding()).toMatchObject({ verdict: "look", found: expect.stringContaining("20 days ago") });
    await sql`update robot_lists set checked = ${at(0)}, failure = 'it answers 404'`;
    expect(await finding()).toMatchObject({ verdict: "look", found: expect.stringContaining("404") });
    expect(await countriesFinding(NOW)).toMatchObject({ found: expect.stringMatching(/of \d{4}-/) });
    expect(await countriesFinding(new Date(Date.UTC(2040, 0, 1)))).toMatchObject({ verdict: "look" });
  });

  test("an address that is not the one readers come by, and proxies that are not counted", async () => {
    const known = { kind: "known", address: "192.0.2.1" } as const;
    const https = { SITE_URL: "https://usage.example" };
    expect(await siteFinding(env(https), { host: "usage.example", reader: known })).toMatchObject({ verdict: "ok" });
    expect(await siteFinding(env(https), { host: "other.example", reader: known })).toMatchObject({ verdict: "look" });
    expect(await siteFinding(env({ SITE_URL: "http://usage.example" }), undefined)).toMatchObject({
      verdict: "look",
      todo: expect.stringContaining("https"),
    });
    expect(await siteFinding(env(https), { host: "usage.example", reader: { kind: "unknown_proxy" } })).toMatchObject({
      verdict: "failing",
      todo: expect.stringContaining("TRUSTED_PROXIES"),
    });
  });

  test("a secret is never shown", async () => {
    const SECRET = "a very secret secret of thirty-two signs";
    expect(JSON.stringify(await secretFinding(env({ SECRET })))).not.toContain("thirty-two signs");
    expect(await secretFinding(env())).toMatchObject({ verdict: "look" });
    await writeFile(path.join(folder, "secret"), SECRET);
    const kept = await secretFinding(env());
    expect(kept).toMatchObject({ verdict: "ok" });
    expect(JSON.stringify(kept)).not.toContain("thirty-two signs");
  });
});

describe("checks", () => {
  test("fail and end alone", async () => {
    const checked = await runChecks(
      [
        { id: "a", title: "A", find: async () => ok("fine") },
        { id: "b", title: "B", find: async () => Promise.reject(new Error("broken")) },
        { id: "c", title: "C", find: () => new Promise(() => {}) },
        { id: "d", title: "D", find: async () => failing("no", "mend it") },
      ],
      50,
    );
    expect(checked.map(({ verdict }) => verdict)).toEqual(["ok", "failing", "failing", "failing"]);
    expect(checked[1]?.found).toContain("broken");
    expect(checked[2]?.found).toContain("no answer");
  });

  test("of all there is come to an end, and say no secret", async () => {
    const secret = { SECRET: "a very secret secret of thirty-two signs", SMTP_URL: "smtp://me:hunter22@127.0.0.1:1" };
    const checked = await runChecks(setupChecks(db, env(secret), NOW));
    expect(checked).toHaveLength(10);
    expect(JSON.stringify(checked)).not.toMatch(/hunter22|thirty-two signs/);
    expect(checked.filter(({ found }) => found.includes("could not be looked at"))).toEqual([]);
  });
});
