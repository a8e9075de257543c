import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "@/lib/calendar/day";
import { storedPath } from "@/lib/catalog/file-store";
import { connect, type Db } from "@/lib/db/connection";
import { type EmbeddedServer, startEmbedded } from "@/lib/db/embedded/server";
import { migrate } from "@/lib/db/migrate";
import { anArticle } from "../fixtures/catalogue";
import { aPerson } from "../fixtures/people";
import { aSchedule, summedThrough } from "../fixtures/report-world";
import { countedDays } from "../fixtures/usage-days";
import { root } from "./footfall-process";

const SINCE = new Date("2025-01-01T00:00:00Z");
const NOW = new Date("2025-03-02T12:00:00Z");
const DAYS = 61;
/** Puts on record what is due and makes it, from an instant on; it is killed, or ends by itself. A killed one is taken over soon. */
const MAKER = `
  import { connect } from "./lib/db/connection.ts";
  import { readEnv } from "./lib/env.ts";
  import { makeRuns } from "./lib/reports/run/make-runs.ts";
  import { scheduleDue } from "./lib/reports/run/schedule-due.ts";
  const [to, at, dataDir] = process.argv.slice(2);
  const db = connect(JSON.parse(to), 6, "maker");
  const began = Date.now();
  const clock = () => new Date(Number(at) + Date.now() - began);
  const env = readEnv({ DATA_DIR: dataDir, SMTP_URL: "smtp://localhost:1", SITE_URL: "https://journals.example" });
  await db.$client\`select 1\`;
  console.log("begins");
  await scheduleDue(db, clock());
  await makeRuns(db, { env, clock, leaseMs: 2_000 });
  await db.$client.end();
`;

const folder = mkdtempSync(path.join(os.tmpdir(), "footfall-makers-"));
const bundle = path.join(root, "node_modules/.cache", `makers-test-${process.pid}.mjs`);
const children: ChildProcess[] = [];
let postgres: EmbeddedServer;
let db: Db;

beforeAll(async () => {
  await build({
    stdin: { contents: MAKER, resolveDir: root, loader: "ts" },
    absWorkingDir: root,
    ...{ bundle: true, packages: "external", platform: "node", format: "esm", outfile: bundle },
  });
  postgres = await startEmbedded(path.join(folder, "data"));
  await migrate(postgres.connection);
  db = connect(postgres.connection, 4, "test");
}, 120_000);

afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await db.$client.end();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
  rmSync(bundle, { force: true });
});

/** A process that began to make, and how it ends. */
async function maker(at: Date): Promise<{ child: ChildProcess; ended: Promise<number | null> }> {
  const args = [bundle, JSON.stringify(postgres.connection), String(at.getTime()), path.join(folder, "files")];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  await Promise.race([new Promise((resolve) => child.stdout?.once("data", resolve)), ended]);
  return { child, ended };
}

test("pairs of processes killed at any moment while they make: every report is made once, with its files and its deliveries", async () => {
  const sql = db.$client;
  const { id } = await anArticle(db, { title: "On being read" });
  const [journal] = await sql<{ id: number }[]>`select id from journals limit 1`;
  const editor = await aPerson(db);
  await countedDays(
    db,
    id,
    Array.from({ length: DAYS + 1 }, (_, i) => ({ day: addDays("2024-12-31", i), total: i + 1 })),
  );
  await summedThrough(db, NOW);
  await aSchedule(
    db,
    { journalId: journal?.id ?? 0, editor },
    {
      since: SINCE,
      rule: { every: "day", at: "06:00", timeZone: "UTC" },
      period: "rolling-days:1",
      to: ["a@society.example", "b@society.example"],
    },
  );
  await sql`update report_definitions set formats = '{csv,json,xlsx}'`;
  let at = NOW;
  for (let round = 0; round < 12; round += 1) {
    const pair = await Promise.all([maker(at), maker(at)]);
    await delay(Math.random() * 700);
    for (const { child } of pair) child.kill("SIGKILL");
    await Promise.all(pair.map(({ ended }) => ended));
    // What the dead held is free when their lease is over.
    at = new Date(at.getTime() + 3_000);
  }
  for (let left = 1; left > 0; at = new Date(at.getTime() + 3_600_000)) {
    expect(await (await maker(at)).ended).toBe(0);
    left = (await sql`select 1 from report_runs where state in ('waiting', 'making')`).length;
  }

  const runs = await sql<{ id: string; day: string; state: string }[]>`
    select id, from_day::text as day, state from report_runs order by from_day`;
  expect(runs.map(({ day }) => day)).toEqual(Array.from({ length: DAYS }, (_, i) => addDays("2024-12-31", i)));
  expect(new Set(runs.map(({ state }) => state))).toEqual(new Set(["made"]));
  const files = await sql<{ run: string; format: string; sha256: string }[]>`
    select run_id as run, format, sha256 from report_files`;
  expect(files).toHaveLength(DAYS * 3);
  for (const { sha256 } of files)
    expect(
      createHash("sha256")
        .update(readFileSync(storedPath(path.join(folder, "files"), sha256)))
        .digest("hex"),
    ).toBe(sha256);
  const deliveries = await sql<{ id: string; run: string; address: string }[]>`
    select id, run_id as run, address from report_deliveries`;
  expect(new Set(deliveries.map(({ run, address }) => `${run} ${address}`)).size).toBe(DAYS * 2);
  expect(deliveries).toHaveLength(DAYS * 2);
  const mails = await sql<{ key: string }[]>`select key from outbox`;
  expect(mails.map(({ key }) => key).sort()).toEqual(deliveries.map((one) => `report/${one.id}`).sort());
});
