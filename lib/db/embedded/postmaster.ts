import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type Account, commandOf } from "./account";
import type { Binaries } from "./binaries";
import { type DataFolder, PORT } from "./data-folder";
import { EmbeddedPostgresError } from "./error";
import { logLines, openLog } from "./log";
import { isPostmasterOf } from "./process";
import { ENVIRONMENT } from "./run";

/** A Postgres process, ours or another's. Neither holds our event loop. */
export interface Postmaster {
  readonly pid: number;
  readonly ended: Promise<void>;
  isRunning(): boolean;
}

export interface Launch {
  readonly folder: DataFolder;
  readonly binaries: Binaries;
  readonly account: Account;
  readonly socketFolder: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** For two cores shared with Node. Checkpoints are seldom, as each makes every page that changes next be written whole. */
const SETTINGS = {
  shared_buffers: "256MB",
  max_wal_size: "4GB",
  checkpoint_timeout: "15min",
  max_connections: "60",
  timezone: "UTC",
  log_timezone: "UTC",
};
const ADOPTED_POLL_MS = 200;

/** Starts a Postgres that is in no terminal's process group, so Ctrl-C reaches us and not it. */
export function launch(
  { folder, binaries, account, socketFolder, settings }: Launch,
  notARival: number | undefined,
): Postmaster & { said(): string[] } {
  const reachable = {
    listen_addresses: "",
    port: `${PORT}`,
    unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`, // quoted, or a comma would part it
  };
  const flags = Object.entries({ ...SETTINGS, ...settings, ...reachable }).flatMap(([k, v]) => ["-c", `${k}=${v}`]);
  const { command, args, identity } = commandOf(account, binaries.postgres, ["-D", folder.cluster, ...flags]);
  const log = openLog(folder.log, account);
  const child = spawn(command, args, {
    ...identity,
    cwd: "/",
    env: { ...ENVIRONMENT, ...(notARival === undefined ? {} : { PG_GRANDPARENT_PID: `${notARival}` }) },
    stdio: ["ignore", log.fd, log.fd],
    detached: true,
  });
  log.close();
  child.unref();
  const ended = endOf(child);
  const { pid } = child;
  if (pid === undefined) throw new EmbeddedPostgresError(`Postgres could not be started: ${command} did not run`);
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  return { pid, ended, isRunning, said: () => logLines(folder.log, log.from, pid) };
}

async function endOf(child: ChildProcess): Promise<void> {
  await once(child, "exit").catch(() => undefined); // not even started: `pid` tells
}

/** A Postgres that is not our child, so that its end must be looked for. */
export function adopt(cluster: string, pid: number): Postmaster {
  const isRunning = () => isPostmasterOf(cluster, pid);
  const ended = new Promise<void>((resolve) => {
    const look = setInterval(() => {
      if (isRunning()) return;
      clearInterval(look);
      resolve();
    }, ADOPTED_POLL_MS).unref();
  });
  return { pid, ended, isRunning };
}
