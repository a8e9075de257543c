import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { connect, type Db } from "@/lib/db/connection";
import { findEmbedded } from "@/lib/db/embedded/server";
import type { Load, LoadResult } from "./load";
import { loadPages } from "./load-pages";
import { memoryOf, result, whole } from "./report";
import { wholeServer } from "./whole-server";

const root = process.cwd();

/** Events over HTTP at growing numbers of connections, into a whole `npm start`; rows must equal acknowledgements. */
export async function benchIngest(quick: boolean): Promise<void> {
  const server = await wholeServer();
  const { port } = server;
  try {
    const to = await findEmbedded(server.dataDir);
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
    const readers = { port, seconds, paths: ["/2077-0383/2/4/302"] };
    for (const [how, pages] of [
      // Two readers who open one page after the other and want nothing kept: each page is rendered.
      ["rendered", { ...readers, connections: 2, headers: { "cache-control": "no-cache" } }],
      // Ten times as many as could be rendered, as readers open them.
      ["read", { ...readers, connections: 8, perSecond: 200, headers: {} }],
    ] as const) {
      const [loaded, reading] = await Promise.all([load({ port, connections: 64, seconds, dois }), loadPages(pages)]);
      const rate = loaded.acknowledged / loaded.seconds;
      result(
        `  while pages are ${how} (${(reading.answered / reading.seconds).toFixed(0)} pages/s)`,
        `${whole(rate)}/s, p99 ${loaded.p99.toFixed(1)} ms`,
        "≥ 5,000/s",
        rate >= 5000,
      );
    }
    for (const [name, pid] of server.processes()) {
      const { peak } = memoryOf(pid);
      result(`  resident memory of ${name}, at most`, `${whole(peak)} MB`, "≤ 350 MB", peak <= 350);
    }
    await db.$client.end();
  } finally {
    await server.stop();
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
