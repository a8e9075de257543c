import { closeSync, fchownSync, fstatSync, ftruncateSync, openSync, readFileSync } from "node:fs";
import type { Account } from "./account";

const LOG_MAX_BYTES = 10 * 1024 * 1024;

/** The log open for appending, emptied first when it has grown too long. `close` leaves it to the child. */
export function openLog(path: string, account: Account): { fd: number; from: number; close: () => void } {
  const fd = openSync(path, "a", 0o600);
  if (account.setuid) fchownSync(fd, account.uid, account.gid);
  if (fstatSync(fd).size > LOG_MAX_BYTES) ftruncateSync(fd);
  return { fd, from: fstatSync(fd).size, close: () => closeSync(fd) };
}

/** What process `pid` wrote from that byte on; all that was written when no line bears its pid. */
export function logLines(path: string, from: number, pid: number): string[] {
  const lines = readFileSync(path).subarray(from).toString("utf8").split("\n").filter(Boolean);
  const own = lines.filter((line) => line.includes(` [${pid}] `));
  return own.length > 0 ? own : lines;
}
