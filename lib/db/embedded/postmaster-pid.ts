import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EmbeddedPostgresError, errnoOf } from "./error";

/** What a Postgres says of itself in postmaster.pid; it may be long dead. */
export interface PostmasterPid {
  readonly pid: number;
  readonly port: number;
  readonly socketFolder: string;
  /** "starting", "ready", "stopping"; empty before it has said. */
  readonly status: string;
}

/** Undefined when there is none, or not yet enough of one. */
export function readPostmasterPid(cluster: string): PostmasterPid | undefined {
  try {
    // Lines: pid, data folder, start time, port, socket folder, address, shared memory, status.
    const [pid, , , port, socketFolder = "", , , status = ""] = readFileSync(join(cluster, "postmaster.pid"), "utf8")
      .split("\n")
      .map((line) => line.trimEnd());
    return Number(pid) > 0 ? { pid: Number(pid), port: Number(port), socketFolder, status } : undefined;
  } catch (cause) {
    if (errnoOf(cause) === "ENOENT") return undefined;
    throw new EmbeddedPostgresError(`The database in ${cluster} is not ours to read (${errnoOf(cause) ?? cause})`, {
      cause,
    });
  }
}
