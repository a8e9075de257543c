import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, expect, test } from "vitest";
import { connect } from "@/lib/db/connection";
import { startEmbedded } from "@/lib/db/embedded/server";
import { command, Footfall, freePort, running, until } from "./footfall-process";
import { Senders } from "./senders";

const DOI = "10.3390/jcm2040302";
const folder = mkdtempSync(path.join(os.tmpdir(), "footfall-faults-"));
const started: Footfall[] = [];

afterEach(async () => {
  for (const footfall of started.splice(0))
    if (footfall.process.exitCode === null && footfall.process.signalCode === null) await footfall.terminate();
});
afterAll(() => {
  for (const pid of running(folder)) process.kill(pid, "SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const start = async (env: Record<string, string>, port?: number) => {
  const footfall = await Footfall.start(env, port);
  started.push(footfall);
  return footfall;
};
const keyOf = async (env: Record<string, string>) =>
  (await command<{ key: string }>(env, "key", "add", "--name", "t", "--scope", "record")).key;

/** Every event that was acknowledged is there, none twice; what was refused may or may not be. */
async function expectWhole(to: Parameters<typeof connect>[0], base: number, senders: Senders): Promise<number> {
  const db = connect(to, 1, "test");
  const rows = await db.$client<{ n: number }[]>`
    select round(extract(epoch from at) * 1000 - ${base})::int as n from usage_events
    where named_session and at >= ${new Date(base).toISOString()} and at < ${new Date(base + 3_600_000).toISOString()}`;
  await db.$client.end();
  const numbers = rows.map(({ n }) => n);
  expect(new Set(numbers).size, "events twice").toBe(numbers.length);
  const there = new Set(numbers);
  expect(
    senders.acknowledged.filter((n) => !there.has(n)),
    "acknowledged and lost",
  ).toEqual([]);
  return numbers.length;
}

test("Postgres stopped for twenty seconds under load: senders wait or are told, and nothing is lost or doubled", async () => {
  const dataDir = path.join(folder, "stopped");
  let postgres = await startEmbedded(dataDir);
  const { host, port } = postgres.connection;
  // By its socket, as somebody else's database: the server neither starts nor stops it.
  const env = { DATABASE_SOCKET: host, DATA_DIR: path.join(folder, "files") };
  await command(env, "sample");
  const footfall = await start(env);
  const base = Date.UTC(2026, 4, 5, 9);
  const senders = new Senders(footfall.site, await keyOf(env), DOI, base, 24, 60_000);
  await until(() => senders.acknowledged.length > 500, 20_000);
  await postgres.stop();
  const before = senders.acknowledged.length;
  await delay(20_000);
  expect(senders.refused.length).toBeGreaterThan(0);
  const health = await fetch(`${footfall.site}/api/health`);
  expect(health.status).toBe(503);
  expect(await health.json()).toMatchObject({ status: "down", database: "away" });
  postgres = await startEmbedded(dataDir);
  await until(() => senders.acknowledged.length > before + 500, 30_000);
  await senders.stop();
  expect(await footfall.terminate()).toBe(0);
  await expectWhole({ host, port, user: "postgres", database: "postgres" }, base, senders);
  await postgres.stop();
}, 180_000);

test("killed twenty times at any moment under load, it has every acknowledged event once", async () => {
  const env = { DATA_DIR: path.join(folder, "killed") };
  const port = await freePort();
  let footfall = await start(env, port);
  const base = Date.UTC(2026, 4, 6, 9);
  const senders = new Senders(footfall.site, await keyOf(env), DOI, base, 8, 400_000);
  for (let kill = 0; kill < 20; kill += 1) {
    const acknowledged = senders.acknowledged.length;
    await until(() => senders.acknowledged.length > acknowledged, 20_000);
    await delay(Math.random() * 400);
    await footfall.kill();
    footfall = await start(env, port);
  }
  await senders.stop();
  const to = { host: path.join(env.DATA_DIR, "run"), port: 5432, user: "postgres", database: "postgres" };
  expect(await expectWhole(to, base, senders)).toBeGreaterThan(1_000);
  await until(async () => {
    const response = await fetch(`${footfall.site}/api/usage/articles/${DOI}?from=2026-05-06&to=2026-05-06`);
    const { totals } = (await response.json()) as { totals: { pdfDownloads: number } };
    return totals.pdfDownloads >= senders.acknowledged.length;
  }, 30_000);
}, 180_000);

test("two servers at once on one database under load record and count everything once", async () => {
  const dataDir = path.join(folder, "two");
  const postgres = await startEmbedded(dataDir);
  const env = { DATABASE_SOCKET: postgres.connection.host, DATA_DIR: path.join(folder, "files-of-two") };
  await command(env, "sample");
  const [one, two] = await Promise.all([start(env), start(env)]);
  const key = await keyOf(env);
  const base = Date.UTC(2026, 4, 7, 9);
  const counted = async (site: string) => {
    const response = await fetch(`${site}/api/usage/articles/${DOI}?from=2026-05-07&to=2026-05-07`);
    return ((await response.json()) as { totals: { pdfDownloads: number } }).totals.pdfDownloads;
  };
  const before = await counted(one.site);
  const first = new Senders(one.site, key, DOI, base, 8, 6_000);
  const second = new Senders(two.site, key, DOI, base + 1_000_000, 8, 6_000);
  await until(() => first.acknowledged.length + second.acknowledged.length > 8_000, 30_000);
  await Promise.all([first.stop(), second.stop()]);
  await expectWhole(postgres.connection, base, first);
  const total = before + first.acknowledged.length + second.acknowledged.length;
  await until(async () => (await counted(one.site)) === total && (await counted(two.site)) === total, 30_000);
  await Promise.all([one.terminate(), two.terminate()]);
  await postgres.stop();
}, 180_000);
