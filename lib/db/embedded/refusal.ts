import { rmSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { dismissOrphans, isPostmasterOf } from "./process";

/** Why a postmaster gave up, as far as trying again can help. */
export type Refusal =
  | { kind: "locked"; pid: number }
  | { kind: "unreadable-lock"; file: string }
  | { kind: "memory-in-use" }
  | { kind: "fatal"; words: string };

const ORPHANS_GRACE_MS = 2_000;
const HALF_WRITTEN_MS = 5_000;

export function refusalIn(lines: readonly string[]): Refusal {
  const text = lines.join("\n");
  const holder = /lock file ".*" already exists[\s\S]*\(PID (\d+)\)/.exec(text)?.[1];
  if (holder) return { kind: "locked", pid: Number(holder) };
  const file = /(?:lock file "(.*)" is empty|bogus data in lock file "(.*?)")/.exec(text)?.slice(1).find(Boolean);
  if (file) return { kind: "unreadable-lock", file };
  if (/pre-existing shared memory block/.test(text)) return { kind: "memory-in-use" };
  const fatal = lines.filter((line) => /FATAL|PANIC|error/i.test(line));
  const words = (fatal.length > 0 ? fatal : lines).slice(-2).map((line) => line.replace(/^.*?\[\d+\] /, ""));
  return { kind: "fatal", words: words.join(" ") || "it said nothing" };
}

/**
 * Clears what a crash left behind and Postgres cannot judge by itself. Gives the pid that the next postmaster must not
 * take for a living Postgres, if any.
 *
 * We never remove a lock that names a process: between our look and our hand another start could have made it anew.
 * Postgres takes its grandparent for no rival (PG_GRANDPARENT_PID, meant for pg_ctl), and then replaces the lock itself.
 */
export function clear(refusal: Refusal, cluster: string, waitedMs: number): number | undefined {
  if (refusal.kind === "locked" && !isPostmasterOf(cluster, refusal.pid)) return refusal.pid;
  if (refusal.kind === "memory-in-use" && waitedMs > ORPHANS_GRACE_MS) dismissOrphans(cluster);
  if (refusal.kind === "unreadable-lock") {
    // Empty for a moment while a starting Postgres writes it; empty for good when the power went just then.
    const file = resolve(cluster, refusal.file);
    const since = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - since > HALF_WRITTEN_MS) rmSync(file, { force: true });
  }
  return undefined;
}
