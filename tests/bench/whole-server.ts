import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

export interface WholeServer {
  port: number;
  dataDir: string;
  /** The server's own process and its children, by what they are called in the report. */
  processes: () => [string, number][];
  stop: () => Promise<void>;
}

/** A whole `npm start` with the sample in it, on a folder of its own. */
export async function wholeServer(): Promise<WholeServer> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "footfall-bench-"));
  const port = 3900 + (process.pid % 90);
  const server = spawn(process.execPath, ["lib/server/start.mjs"], {
    cwd: process.cwd(),
    env: { ...process.env, NODE_ENV: "production", DATABASE_URL: "", DATA_DIR: dataDir, PORT: String(port) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  let said = "";
  await new Promise<void>((resolve, reject) => {
    server.stdout.on("data", (chunk) => {
      said += chunk;
      if (said.includes("Footfall is ready")) resolve();
    });
    server.once("exit", () => reject(new Error(said)));
  });
  return {
    port,
    dataDir,
    processes: () => processesOf(server.pid ?? 0),
    stop: async () => {
      server.kill("SIGTERM");
      await exited;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function processesOf(pid: number): [string, number][] {
  const children = execFileSync("ps", ["-o", "pid=,args=", "--ppid", String(pid)], { encoding: "utf8" })
    .split("\n")
    .flatMap((line): [string, number][] => {
      const [, child, args = ""] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
      const name = /(pages|jobs)-process/.exec(args)?.[1];
      return child && name ? [[`the ${name}`, Number(child)]] : [];
    });
  return [["the collector", pid], ...children];
}
