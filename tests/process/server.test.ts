import { cpSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { connect, type Db } from "@/lib/db/connection";
import { findEmbedded } from "@/lib/db/embedded/server";
import { command, Footfall, freePort, refusedStart, running, until } from "./footfall-process";
import { Senders } from "./senders";

const DOI = "10.3390/jcm2040302";
const BASE = Date.UTC(2026, 4, 5, 9);

let prepared: string;
let key: string;
const folders: string[] = [];
const started: Footfall[] = [];

const newFolder = (): string => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "footfall-server-"));
  folders.push(folder);
  return folder;
};

/** A data folder with the sample in it, of which each test takes a copy. */
beforeAll(async () => {
  prepared = newFolder();
  const first = await Footfall.start({ DATA_DIR: prepared });
  expect(first.said).toContain("Loading the sample journal");
  ({ key } = await command<{ key: string }>({ DATA_DIR: prepared }, "key", "add", "--name", "t", "--scope", "record"));
  expect(await first.interrupt()).toBe(0);
}, 200_000);

afterEach(async () => {
  for (const footfall of started.splice(0)) {
    if (footfall.process.exitCode === null && footfall.process.signalCode === null) await footfall.terminate();
  }
});

afterAll(() => {
  for (const folder of folders) {
    for (const pid of running(`${folder}/postgres`)) process.kill(pid, "SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
});

function copyOfPrepared(): string {
  const folder = newFolder();
  cpSync(prepared, folder, { recursive: true, preserveTimestamps: true });
  return folder;
}

async function start(dataDir: string, env: Record<string, string> = {}, port?: number): Promise<Footfall> {
  const footfall = await Footfall.start({ DATA_DIR: dataDir, ...env }, port);
  started.push(footfall);
  return footfall;
}

/** Reads a running server's embedded database. */
async function withDatabase<T>(dataDir: string, read: (db: Db) => Promise<T>): Promise<T> {
  const to = await findEmbedded(dataDir);
  if (!to) throw new Error("no database is running");
  const db = connect(to, 1, "test");
  try {
    return await read(db);
  } finally {
    await db.$client.end();
  }
}

/** The numbers of the senders' events that are in the database, in order, each as often as it is there. */
const stored = (dataDir: string, base = BASE): Promise<number[]> =>
  withDatabase(dataDir, async (db) => {
    const rows = await db.$client<{ n: number }[]>`
      select round(extract(epoch from at) * 1000 - ${base})::int as n from usage_events
      where named_session and at >= ${new Date(base).toISOString()} and at < ${new Date(base + 3_600_000).toISOString()}
      order by 1`;
    return rows.map(({ n }) => n);
  });

function expectWhole(rows: number[], acknowledged: number[]): void {
  expect(new Set(rows).size, "events twice").toBe(rows.length);
  const there = new Set(rows);
  expect(
    acknowledged.filter((n) => !there.has(n)),
    "acknowledged and lost",
  ).toEqual([]);
}

const totals = async (site: string): Promise<Record<string, number>> => {
  const response = await fetch(`${site}/api/usage/articles/${DOI}?from=2026-05-05&to=2026-05-05`);
  return ((await response.json()) as { totals: Record<string, number> }).totals;
};

const post = (site: string, body: object) =>
  fetch(`${site}/api/usage`, {
    method: "POST",
    headers: { "x-api-key": key, "content-type": "application/json" },
    body: JSON.stringify(body),
  });

describe("a server", () => {
  test("shows a recorded event within five seconds, and keeps it over Ctrl-C and a new start", async () => {
    const dataDir = copyOfPrepared();
    const first = await start(dataDir);
    const before = (await totals(first.site)).pdfDownloads ?? 0;
    expect((await post(first.site, { doi: DOI, action: "pdf", at: "2026-05-05T09:00:00Z", session: "s" })).status).toBe(
      202,
    );
    await until(async () => (await totals(first.site)).pdfDownloads === before + 1, 5_000);
    expect(await first.interrupt()).toBe(0);
    expect(running(dataDir)).toEqual([]);
    const again = await start(dataDir);
    expect(again.said).not.toContain("Loading the sample");
    expect((await totals(again.site)).pdfDownloads).toBe(before + 1);
  });

  test("killed under load loses nothing it acknowledged, and the next start takes over what it left", async () => {
    const dataDir = copyOfPrepared();
    const first = await start(dataDir);
    const jobs = first.childPid("jobs");
    const pages = first.childPid("pages");
    const senders = new Senders(first.site, key, DOI, BASE, 16);
    await until(() => senders.acknowledged.length > 1_500, 60_000);
    await first.kill();
    await senders.stop();
    await until(() => running("jobs-process").every((pid) => pid !== jobs), 10_000);
    await until(() => running("pages-process").every((pid) => pid !== pages), 10_000);
    const again = await start(dataDir);
    expect(again.said).toContain("Postgres was still running");
    expectWhole(await stored(dataDir), senders.acknowledged);
    await until(async () => (await totals(again.site)).pdfDownloads !== undefined, 5_000);
    expect(await again.terminate()).toBe(0);
    expect(running(dataDir)).toEqual([]);
  });

  test("brings Postgres back when it is killed under load, and nothing acknowledged is lost or doubled", async () => {
    const dataDir = copyOfPrepared();
    const server = await start(dataDir);
    const senders = new Senders(server.site, key, DOI, BASE, 16);
    for (const enough of [600, 1_800, 3_000]) {
      await until(() => senders.acknowledged.length > enough, 60_000);
      const [postmaster] = running(`${dataDir}/postgres -c`).concat(running(`-D ${dataDir}/postgres`));
      process.kill(postmaster ?? -1, "SIGKILL");
    }
    const afterKill = senders.acknowledged.length;
    await until(() => senders.acknowledged.length > afterKill + 600, 60_000);
    await senders.stop();
    const rows = await stored(dataDir);
    expectWhole(rows, senders.acknowledged);
    await until(async () => (await (await fetch(`${server.site}/api/health`)).json()).status === "ok", 20_000);
    // Every event has a session of its own and a second thereof none: what is there is what is counted.
    await until(
      async () => (await totals(server.site)).uniqueItemRequests === rows.length + (await simulated(dataDir)),
      20_000,
    );
  });

  test("goes on recording while its pages or its jobs are away, and starts them again", async () => {
    const server = await start(copyOfPrepared());
    const before = (await totals(server.site)).pdfDownloads ?? 0;
    process.kill(server.childPid("jobs"), "SIGKILL");
    process.kill(server.childPid("pages"), "SIGKILL");
    expect(
      (await post(server.site, { doi: DOI, action: "pdf", at: "2026-05-05T03:00:00Z", session: "s" })).status,
    ).toBe(202);
    await until(async () => (await fetch(`${server.site}/`)).status === 200, 20_000);
    await until(async () => (await totals(server.site)).pdfDownloads === before + 1, 20_000);
  });

  test("stopped while senders are busy finishes what it took in", async () => {
    const dataDir = copyOfPrepared();
    const server = await start(dataDir);
    const senders = new Senders(server.site, key, DOI, BASE, 16);
    await until(() => senders.acknowledged.length > 900, 60_000);
    const code = await server.terminate();
    await senders.stop();
    expect(code).toBe(0);
    const again = await start(dataDir);
    expectWhole(await stored(dataDir), senders.acknowledged);
    await again.terminate();
  });
});

describe("what is never recorded", () => {
  test("is tallied, an orderly stop writes the last of it, and every process goes by the settings that were given", async () => {
    const dataDir = copyOfPrepared();
    const tallies = () =>
      withDatabase(dataDir, async (db) => {
        const [row] = await db.$client<{ requests: number }[]>`
          select coalesce(sum(requests), 0)::int as requests from dropped_days
          where reason = 'm' and article_id = (select id from articles where doi_key = ${DOI})`;
        return row?.requests ?? 0;
      });
    const server = await start(dataDir, { ROBOT_ARTICLES_PER_MINUTE: "47", PRIVACY_SIGNALS: "drop" });
    const before = await tallies();
    for (let i = 0; i < 7; i += 1) await fetch(`${server.site}/2077-0383/2/4/302/pdf`, { method: "HEAD" });
    const page = await (await fetch(`${server.site}/how-we-count`)).text();
    expect(page).toContain("More than 47 different articles");
    expect(page).toContain("are left out of everything");
    expect(await server.terminate()).toBe(0);
    await start(dataDir);
    expect(await tallies()).toBe(before + 7);
  });
});

/** Sessions of the sample's own readers on the day the senders write to. */
const simulated = (dataDir: string): Promise<number> =>
  withDatabase(dataDir, async (db) => {
    const [row] = await db.$client<{ sessions: number }[]>`
      select count(distinct (visitor, extract(hour from at)))::int as sessions from usage_events
      where not named_session and lane = 'r' and action in ('p', 'f') and (at at time zone 'UTC')::date = '2026-05-05'
        and article_id = (select id from articles where doi_key = ${DOI})`;
    return row?.sessions ?? 0;
  });

describe("a start that cannot be is refused in one line", () => {
  const oneLine = (stderr: string): string => {
    expect(stderr.trim().split("\n")).toHaveLength(1);
    return stderr.trim();
  };

  test("when the port or the data folder is taken, and the one that has them is unharmed", async () => {
    const dataDir = copyOfPrepared();
    const server = await start(dataDir);
    const samePort = await refusedStart({ DATA_DIR: newFolder(), PORT: String(server.port) });
    expect(samePort.code).toBe(1);
    expect(oneLine(samePort.stderr)).toBe(`Port ${server.port} is taken: stop what listens there, or set PORT.`);
    const sameFolder = await refusedStart({ DATA_DIR: dataDir, PORT: String(await freePort()) });
    expect(sameFolder.code).toBe(1);
    expect(oneLine(sameFolder.stderr)).toContain(`${dataDir} is in use by another running Footfall`);
    expect((await fetch(`${server.site}/api/health`)).status).toBe(200);
  });

  test("when the database cannot be reached, without its password", async () => {
    const DATABASE_URL = "postgres://someone:very-secret@127.0.0.1:9/nowhere";
    const { code, stderr } = await refusedStart({ DATABASE_URL, PORT: String(await freePort()) });
    expect([code, oneLine(stderr)]).toEqual([1, "The database cannot be reached: nothing answers there."]);
  });

  test("when a setting is wrong, naming it", async () => {
    const { code, stderr } = await refusedStart({ PORT: "abc", DATABASE_URL: "mysql://x" });
    expect(code).toBe(1);
    expect(oneLine(stderr)).toMatch(/DATABASE_URL: .*PORT: /);
  });
});
