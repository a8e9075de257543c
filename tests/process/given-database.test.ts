import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer, connect as dial, type Server } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { connect } from "@/lib/db/connection";
import { type EmbeddedServer, startEmbedded } from "@/lib/db/embedded/server";
import { command, environment, Footfall, freePort, root, until } from "./footfall-process";

const DOI = "10.3390/jcm2040302";
const READER = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0" };

const folder = mkdtempSync(path.join(os.tmpdir(), "footfall-given-"));
let postgres: EmbeddedServer;
let door: Server;
let started: ChildProcess[] = [];

/** A Postgres that Footfall did not start: it is reached by a port, and takes any password. */
beforeAll(async () => {
  postgres = await startEmbedded(path.join(folder, "postgres"));
  const { host, port } = postgres.connection;
  door = createServer((outside) => {
    const inside = dial(`${host}/.s.PGSQL.${port}`);
    outside.pipe(inside).pipe(outside);
    outside.on("error", () => inside.destroy());
    inside.on("error", () => outside.destroy());
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
}, 60_000);

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const exited = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await exited;
  }
  started = [];
});

afterAll(async () => {
  door.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** An empty database of the given server, as an operator would name it. */
async function emptyDatabase(name: string): Promise<{ DATABASE_URL: string; DATA_DIR: string }> {
  const admin = connect(postgres.connection, 1, "test");
  await admin.$client.unsafe(`create database ${name}`);
  await admin.$client.end();
  return {
    DATABASE_URL: `postgres://postgres:very-secret@127.0.0.1:${(door.address() as AddressInfo).port}/${name}`,
    DATA_DIR: path.join(folder, name),
  };
}

const pdfDownloads = async (site: string): Promise<number> => {
  const response = await fetch(`${site}/api/usage/articles/${DOI}`);
  return ((await response.json()) as { totals: { pdfDownloads: number } }).totals.pdfDownloads;
};

describe("on a database it is given", () => {
  test("two servers start together, migrate once, load nothing by themselves and share the counting", async () => {
    const env = await emptyDatabase("two_servers");
    const [one, two] = await Promise.all([Footfall.start(env), Footfall.start(env)]);
    started.push(one.process, two.process);
    const said = one.said + two.said;
    expect(said.match(/Database migrated/g)).toHaveLength(1);
    expect(said).not.toContain("Loading the sample journal");
    expect(said).not.toContain("very-secret");
    expect(await (await fetch(`${one.site}/`)).text()).toContain("There are no journals yet.");

    await command(env, "sample");
    // Part of the sample may still be in the hands of the servers' own counters.
    await until(async () => (await (await fetch(`${two.site}/api/health`)).json()).waitingDays === 0, 30_000);
    const before = await pdfDownloads(two.site);
    expect(before).toBeGreaterThan(0);
    const pdf = `${one.site}/2077-0383/2/4/302/pdf`;
    expect((await fetch(pdf, { headers: READER })).status).toBe(200);
    await until(async () => (await pdfDownloads(two.site)) === before + 1, 5_000);
  });

  test("next start alone records and shows, with the counting run from a timer", async () => {
    const env = await emptyDatabase("next_alone");
    await command(env, "sample");
    const nextPort = await freePort();
    const next = spawn(
      process.execPath,
      ["node_modules/next/dist/bin/next", "start", "--port", String(nextPort), "--hostname", "127.0.0.1"],
      { cwd: root, env: environment(env), stdio: "ignore" },
    );
    started.push(next);
    const site = `http://127.0.0.1:${nextPort}`;
    await until(
      () =>
        fetch(site).then(
          ({ ok }) => ok,
          () => false,
        ),
      30_000,
    );
    await command(env, "count");
    const before = await pdfDownloads(site);
    const pdf = `${site}/2077-0383/2/4/302/pdf`;
    const whole = await fetch(pdf, { headers: READER });
    expect(whole.status).toBe(200);
    expect(Buffer.from(await whole.arrayBuffer()).toString("latin1", 0, 5)).toBe("%PDF-");
    const first = await fetch(pdf, { headers: { ...READER, range: "bytes=0-99" } });
    expect([first.status, (await first.arrayBuffer()).byteLength]).toEqual([206, 100]);
    const beacon = await fetch(`${site}/api/usage`, {
      method: "POST",
      headers: { ...READER, "content-type": "application/json" },
      body: JSON.stringify({ doi: DOI, action: "abstract" }),
    });
    expect(await beacon.json()).toEqual({ recorded: 1, dropped: [] });
    await command(env, "count");
    // The whole file and its first range are a double click.
    expect(await pdfDownloads(site)).toBe(before + 1);
  });
});
