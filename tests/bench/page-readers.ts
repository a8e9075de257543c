import { Agent, get } from "node:http";
import type { PageLoad, PageLoadResult } from "./load-pages";

// A process of its own that opens pages over kept connections, one after the other: argv is a JSON of `PageLoad`.
const { port, connections, seconds, perSecond, paths, headers }: PageLoad = JSON.parse(process.argv[2] ?? "{}");
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const asked = {
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
  accept: "text/html,application/xhtml+xml",
  "accept-encoding": "gzip, br",
  ...headers,
};
const waits: number[] = [];
let failed = 0;
let bytes = 0;
let number = 0;

const open = (path: string): Promise<void> =>
  new Promise((resolve) => {
    const sent = performance.now();
    get({ host: "127.0.0.1", port, path, agent, headers: asked }, (response) => {
      if (response.statusCode !== 200) failed += 1;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on("close", () => {
        waits.push(performance.now() - sent);
        resolve();
      });
    }).on("error", () => {
      failed += 1;
      resolve();
    });
  });

const began = performance.now();
const ends = began + seconds * 1000;
async function reader(): Promise<void> {
  for (let next = performance.now(); next < ends; ) {
    await open(paths[number++ % paths.length] ?? "/");
    const now = performance.now();
    next = perSecond === undefined ? now : Math.max(now, next + (1000 * connections) / perSecond);
    if (next > now) await new Promise((resolve) => setTimeout(resolve, next - now));
  }
}
await Promise.all(Array.from({ length: connections }, reader));
const took = (performance.now() - began) / 1000;
waits.sort((a, b) => a - b);
const quantile = (q: number) => waits[Math.floor(q * (waits.length - 1))] ?? 0;
const result: PageLoadResult = {
  answered: waits.length,
  failed,
  bytes,
  seconds: took,
  p50: quantile(0.5),
  p95: quantile(0.95),
};
console.log(JSON.stringify(result));
agent.destroy();
