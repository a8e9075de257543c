import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { build } from "esbuild";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connect, type Db } from "@/lib/db/connection";
import { type EmbeddedServer, startEmbedded } from "@/lib/db/embedded/server";
import { migrate } from "@/lib/db/migrate";
import { Queue } from "@/lib/jobs/queue";
import { jobStates } from "@/lib/jobs/states";
import { aHeldJob, QUICK } from "../fixtures/held-job";
import { root, until } from "./footfall-process";

const folder = mkdtempSync(path.join(os.tmpdir(), "footfall-queue-"));
let postgres: EmbeddedServer;
let db: Db;
let own: Db;

beforeAll(async () => {
  postgres = await startEmbedded(folder);
  await migrate(postgres.connection);
  db = connect(postgres.connection, 3, "tests");
  own = connect(postgres.connection, 1, "tests");
  await db.$client`create table marks (pid int)`;
});
beforeEach(async () => {
  await db.$client`truncate marks, job_runs`;
  await db.$client`drop schema if exists pgboss cascade`;
});
afterAll(async () => {
  await Promise.all([db.$client.end({ timeout: 1 }), own.$client.end({ timeout: 1 })]);
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Whether the test's own connections have found the database again. */
const reached = () =>
  marks().then(
    () => true,
    () => false,
  );
const marks = async () => (await db.$client<{ pid: number }[]>`select pid from marks`).map(({ pid }) => pid);

test("a run whose process was killed is taken over, once it has said nothing for long enough", async () => {
  const bundle = path.join(root, "test-results", `queue-process-${process.pid}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: ["tests/fixtures/queue-process.ts"],
    outfile: bundle,
    ...{ bundle: true, platform: "node", format: "esm", packages: "external", logLevel: "warning" },
  });
  const child = fork(bundle, [postgres.connection.host], { stdio: "inherit" });
  await until(async () => (await marks()).length === 1, 20_000);
  const job = aHeldJob(db, async () => {});
  const queue = new Queue(db, own, [job], QUICK);
  // While its process lives it is left to it, for longer than a run may be silent.
  await delay(QUICK.expireSeconds * 1_500);
  expect(await marks()).toEqual([child.pid]);
  child.kill("SIGKILL");
  await until(async () => (await jobStates(db, new Date(), [job]))[0]?.standing === "well", 20_000);
  expect(await marks()).toEqual([child.pid, process.pid]);
  await queue.stop();
  rmSync(bundle);
});

test("a database that goes away under a run, and comes back, stops nothing for good", async () => {
  const job = aHeldJob(db, async () => void (await db.$client`select pg_sleep(0.3)`), 1);
  const queue = new Queue(db, own, [job], QUICK);
  await until(async () => (await marks()).length >= 2, 20_000);
  await postgres.stop();
  await delay(5_000);
  postgres = await startEmbedded(folder);
  await until(reached, 20_000);
  const before = (await marks()).length;
  await until(async () => (await marks()).length >= before + 2, 30_000);
  await until(async () => (await jobStates(db, new Date(), [job]))[0]?.failure === null, 20_000);
  await queue.stop();
});

test("a queue that starts before its database begins when that is there, and one may be stopped while it is away", async () => {
  await postgres.stop();
  const job = aHeldJob(db, async () => {}, 1);
  const early = new Queue(db, own, [job], QUICK);
  await delay(1_000);
  postgres = await startEmbedded(folder);
  await until(reached, 20_000);
  await until(async () => (await marks()).length >= 1, 20_000);
  await postgres.stop();
  await early.stop(1_000);
  postgres = await startEmbedded(folder);
});
