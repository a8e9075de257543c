import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, type Db } from "@/lib/db/connection";
import { type EmbeddedServer, startEmbedded } from "@/lib/db/embedded/server";
import { environment, root, until } from "./footfall-process";

const folder = mkdtempSync(path.join(os.tmpdir(), "footfall-import-"));
const env = { DATA_DIR: path.join(folder, "data") };
const AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
let postgres: EmbeddedServer;
let db: Db;

beforeAll(async () => {
  postgres = await startEmbedded(env.DATA_DIR);
  db = connect(postgres.connection, 2, "test");
  await run(["sample"]);
}, 120_000);

afterAll(async () => {
  await db.$client.end();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

const start = (args: string[]) =>
  spawn(process.execPath, ["lib/cli/footfall.mjs", ...args], { cwd: root, env: environment(env), stdio: "pipe" });

async function run(args: string[], input?: Buffer): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const command = start(args);
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    command[stream].on("data", (chunk) => {
      said[stream] += chunk;
    });
  command.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => command.once("close", resolve));
  return { code, ...said };
}

const rows = async (): Promise<number> => {
  const [row] = await db.$client<{ n: number }[]>`select count(*)::int as n from usage_events where at < '2020-01-01'`;
  return row?.n ?? 0;
};

/** A day of 2019, a line a reader. */
const log = (lines: number, day: string) =>
  Array.from({ length: lines }, (_, i) => {
    const at = new Date(Date.parse(`${day}T00:00:00Z`) + (i * 86_000_000) / lines).toISOString();
    const stamp = `${day.slice(8)}/Mar/2019:${at.slice(11, 19)} +0000`;
    const page = i % 3 === 0 ? "/pdf" : i % 3 === 1 ? "/htm" : "";
    return `198.51.${(i >> 8) & 255}.${i & 255} - - [${stamp}] "GET /2077-0383/2/4/302${page} HTTP/1.1" 200 1 "-" "${AGENT} ${i >> 16}"`;
  }).join("\n");

describe("import-log", () => {
  test("killed half-way and started again counts every line once", async () => {
    const lines = 150_000;
    const file = path.join(folder, "day.log");
    writeFileSync(file, `${log(lines, "2019-03-05")}\n`);
    let killed = 0;
    for (const stopAt of [1, 60_000]) {
      const command = start(["import-log", file, "--json"]);
      const exited = new Promise((resolve) => command.once("exit", resolve));
      await until(async () => (await rows()) >= stopAt || command.exitCode !== null, 60_000);
      command.kill("SIGKILL");
      await exited;
      if (command.signalCode === "SIGKILL") killed += 1;
    }
    expect(killed).toBe(2);
    const before = await rows();
    expect(before).toBeLessThan(lines);
    const { code, stdout } = await run(["import-log", file, "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      lines,
      recorded: lines - before,
      dropped: { imported_before: before },
      rejected: 0,
      unknownArticle: 0,
      actions: { pdf: 50_000, fulltext: 50_000, abstract: 50_000 },
    });
    expect(await rows()).toBe(lines);
    const [counted] = await db.$client`
      select sum(pdf_downloads)::int as pdf, sum(full_text_views)::int as full, sum(abstract_views)::int as abstract
      from article_days where day = '2019-03-05'`;
    expect(counted).toEqual({ pdf: 50_000, full: 50_000, abstract: 50_000 });
  });

  test("reads what is piped in, puts what it cannot read aside, and says all of it", async () => {
    const rejects = path.join(folder, "rejects.tsv");
    const input = gzipSync(`${log(5, "2019-03-06")}\nnot a line\n\u0000\u0001\n${log(1, "2019-03-07").slice(0, -9)}`);
    const args = ["import-log", "-", "--platform", "mdpi", "--format", "combined", "--rejects", rejects];
    const dry = await run([...args, "--dry-run", "--json"], input);
    expect(JSON.parse(dry.stdout)).toMatchObject({ lines: 8, recorded: 5, rejected: 3, articleDays: 0 });
    const whole = await run(args, input);
    expect(whole.code).toBe(0);
    expect(whole.stdout).toMatch(/^\s+8 {2}lines\n\s+5 {2}recorded\n/);
    expect(
      readFileSync(rejects, "latin1")
        .split("\n")
        .map((row) => row.split("\t").slice(0, 3)),
    ).toEqual([["-", "6", "has no time"], ["-", "7", "has no time"], ["-", "8", "is cut short"], [""]]);
  });

  test.each<[string, string[], RegExp]>([
    ["no file", ["import-log"], /needs a FILE/],
    ["a file that is not there", ["import-log", "/nowhere.log"], /there is no such file/],
    ["an unknown platform", ["import-log", "-", "--platform", "x"], /there is no platform x: use mdpi, plos/],
    ["an unknown format", ["import-log", "-", "--format", "x"], /--format x: must be one of combined/],
    ["an unknown option", ["import-log", "-", "--fast"], /Unknown option '--fast'/],
  ])("says what is wrong with %s", async (_, args, expected) => {
    const { code, stderr } = await run(args);
    expect(code).toBe(1);
    expect(stderr).toMatch(expected);
  });
});
