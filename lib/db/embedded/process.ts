import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { errnoOf } from "./error";

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) === "EPERM";
  }
}

/**
 * Whether the process is the Postgres of this cluster, and not another program that was given its pid, nor a zombie.
 * Where the machine does not say what a process runs, a live one is taken for the Postgres.
 */
export function isPostmasterOf(cluster: string, pid: number): boolean {
  if (!isAlive(pid)) return false;
  const command = commandLine(pid);
  return command === undefined || (command.includes("postgres") && command.includes(` -D ${cluster} `));
}

/**
 * Ends the backends that outlived a killed postmaster, as it would have itself. They leave by themselves when idle,
 * but one in a long query holds the shared memory, and no Postgres starts until it lets go. Linux only.
 */
export function dismissOrphans(cluster: string): void {
  if (process.platform !== "linux") return;
  for (const pid of readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)) {
    const isBackend = workingFolder(pid) === cluster && commandLine(pid)?.startsWith("postgres: ");
    if (isBackend && workingFolder(parentOf(pid)) !== cluster) signal(pid, "SIGQUIT");
  }
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (errnoOf(error) !== "ESRCH") throw error; // it has just ended
  }
}

/** The arguments with a space after each, or undefined where the machine does not tell. */
function commandLine(pid: number): string | undefined {
  if (process.platform !== "linux") {
    const { status, stdout } = spawnSync("ps", ["-o", "command=", "-p", `${pid}`], { encoding: "utf8" });
    return status === 0 ? `${stdout.trim()} ` : undefined;
  }
  return told(() => readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " "));
}

function workingFolder(pid: number | undefined): string | undefined {
  return pid === undefined ? undefined : told(() => readlinkSync(`/proc/${pid}/cwd`));
}

function parentOf(pid: number): number | undefined {
  return told(() => Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]));
}

function told<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
