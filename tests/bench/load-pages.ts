import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

export interface PageLoad {
  port: number;
  connections: number;
  seconds: number;
  /** Pages opened in a second, all connections together; as many as are answered when it is absent. */
  perSecond?: number;
  /** Opened in turn. */
  paths: readonly string[];
  headers: Record<string, string>;
}
export interface PageLoadResult {
  answered: number;
  failed: number;
  bytes: number;
  seconds: number;
  p50: number;
  p95: number;
}

/** Readers in a process of their own. */
export async function loadPages(what: PageLoad): Promise<PageLoadResult> {
  const script = path.join(process.cwd(), "dist/bench/page-readers.mjs");
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(what)]);
  return JSON.parse(stdout);
}
