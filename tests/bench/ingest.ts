import { execFile, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { connect, type Db } from "@/lib/db/connection";
import { findEmbedded } from "@/lib/db/embedded/server";
import type { Load, LoadResult } from "./load";
import { memoryOf, result, whole } from "./report";

const root = process.cwd();

/** Events over HTTP at growing numbers of connections, into a whole `npm start`; rows must equal acknowledgements. */
export async function benchIngest(quick: boolean): Promise<void> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "footfall-bench-"));
  const port = 3900 + (process.pid % 90);
  const server = spawn(process.execPath, ["lib/server/start.mjs"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", DATABASE_URL: "", DATA_DIR: dataDir, PORT: String(port) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    let said = "";
    await new Promise<void>((resolve, reject) => {
      server.stdout.on("data", (chunk) => {
        said += chunk;
        if (said.includes("Footfall is ready")) resolve();
      });
      server.once("exit", () => reject(new Error(said)));
    });
    const to = await findEmbedded(dataDir);
    if (!to) throw new Error("no database");
    const db = connect(to, 1, "bench");
    const dois = (await db.$client<{ doi: string }[]>`select doi from articles order by id`).map(({ doi }) => doi);
    const seconds = quick ? 4 : 15;
    await load({ port, connections: 16, seconds: 2, dois });
    for (const connections of [1, 16, 64]) {
      const before = await rows(db);
      const { acknowledged, refused, seconds: took, p50, p99 } = await load({ port, connections, seconds, dois });
      const written = (await rows(db)) - before;
      const rate = acknowledged / took;
      const figure = `${whole(rate)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
      const whole64 = connections === 64;
      result(
        `durable events over HTTP, ${connections} connection${connections === 1 ? "" : "s"}`,
        figure,
        whole64 ? "≥ 8,000/s, p99 < 40 ms" : "",
        whole64 ? rate >= 8000 && p99 < 40 : undefined,
      );
      result("  rows written − events acknowledged", String(written - acknowledged), "0", written === acknowledged);
      if (refused > 0) result("  refused", whole(refused), "0", false);
    }
    const reading = readPages(port, seconds);
    const { acknowledged, seconds: took, p99 } = await load({ port, connections: 64, seconds, dois });
    const pages = await reading;
    const rate = acknowledged / took;
    result(
      `  while pages are rendered (${(pages / took).toFixed(0)} pages/s)`,
      `${whole(rate)}/s, p99 ${p99.toFixed(1)} ms`,
      "≥ 5,000/s",
      rate >= 5000,
    );
    for (const [name, pid] of processes(server.pid ?? 0)) {
      const { peak } = memoryOf(pid);
      result(`  resident memory of ${name}, at most`, `${whole(peak)} MB`, "≤ 350 MB", peak <= 350);
    }
    await db.$client.end();
  } finally {
    const exited = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await exited;
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function load(what: Load): Promise<LoadResult> {
  const script = path.join(root, "dist/bench/load.mjs");
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(what)]);
  return JSON.parse(stdout);
}

const rows = async (db: Db): Promise<number> => {
  const [row] = await db.$client<{ n: number }[]>`select count(*)::int as n from usage_events`;
  return row?.n ?? 0;
};

/** Two readers who open one article page after the other. */
async function readPages(port: number, seconds: number): Promise<number> {
  const ends = Date.now() + seconds * 1000;
  let pages = 0;
  const reader = async () => {
    while (Date.now() < ends) {
      await (await fetch(`http://127.0.0.1:${port}/2077-0383/2/4/302`)).arrayBuffer();
      pages += 1;
    }
  };
  await Promise.all([reader(), reader()]);
  return pages;
}

/** The server's own process and its children. */
function processes(pid: number): [string, number][] {
  const children = execFileSync("ps", ["-o", "pid=,args=", "--ppid", String(pid)], { encoding: "utf8" })
    .split("\n")
    .flatMap((line): [string, number][] => {
      const [, child, args = ""] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
      const name = /(pages|jobs)-process/.exec(args)?.[1];
      return child && name ? [[`the ${name}`, Number(child)]] : [];
    });
  return [["the collector", pid], ...children];
}
