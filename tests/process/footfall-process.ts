import { type ChildProcess, execFile, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { promisify } from "node:util";

export const root = path.resolve(import.meta.dirname, "../..");

/** A whole Footfall as an operator starts it, in a process group of its own. */
export class Footfall {
  readonly process: ChildProcess;
  readonly site: string;
  readonly port: number;
  said = "";
  readonly exited: Promise<number | null>;

  private constructor(env: Record<string, string>, port: number) {
    this.port = port;
    this.site = `http://127.0.0.1:${port}`;
    this.process = spawn(process.execPath, ["lib/server/start.mjs"], {
      cwd: root,
      env: environment({ PORT: String(port), HOST: "127.0.0.1", ...env }),
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, so that Ctrl-C can be sent to all of it as a terminal does.
      detached: true,
    });
    const listen = (chunk: Buffer) => {
      this.said += chunk;
    };
    this.process.stdout?.on("data", listen);
    this.process.stderr?.on("data", listen);
    this.exited = new Promise((resolve) => this.process.once("exit", resolve));
  }

  static async start(env: Record<string, string>, port?: number): Promise<Footfall> {
    const footfall = new Footfall(env, port ?? (await freePort()));
    await until(() => footfall.said.includes("Footfall is ready") || footfall.process.exitCode !== null, 150_000);
    if (footfall.process.exitCode !== null)
      throw new Error(`it ended with ${footfall.process.exitCode}: ${footfall.said}`);
    return footfall;
  }

  /** The process of ours that serves a part: "pages" or "jobs". */
  childPid(part: "pages" | "jobs"): number {
    const found = childrenOf(this.process.pid ?? 0).find((pid) => commandOf(pid).includes(`${part}-process`));
    if (!found) throw new Error(`no ${part} process`);
    return found;
  }

  async interrupt(): Promise<number | null> {
    process.kill(-(this.process.pid ?? 0), "SIGINT");
    return this.exited;
  }

  async terminate(): Promise<number | null> {
    this.process.kill("SIGTERM");
    return this.exited;
  }

  async kill(): Promise<void> {
    this.process.kill("SIGKILL");
    await this.exited;
  }
}

/** Runs it to its end, for starts that are refused. */
export async function refusedStart(env: Record<string, string>): Promise<{ code: number | null; stderr: string }> {
  const refused = spawn(process.execPath, ["lib/server/start.mjs"], {
    cwd: root,
    env: environment({ HOST: "127.0.0.1", ...env }),
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  refused.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const code = await new Promise<number | null>((resolve) => refused.once("close", resolve));
  return { code, stderr };
}

/** Runs an operator command and returns what it printed as JSON. */
export async function command<T>(env: Record<string, string>, ...args: string[]): Promise<T> {
  const { stdout } = await promisify(execFile)(process.execPath, ["lib/cli/footfall.mjs", ...args, "--json"], {
    cwd: root,
    env: environment(env),
  });
  return JSON.parse(stdout);
}

export function environment(env: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return {
    NODE_ENV: "production",
    ...(PATH ? { PATH } : {}),
    ...(HOME ? { HOME } : {}),
    ...(TMPDIR ? { TMPDIR } : {}),
    ...env,
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Waits for something to come true; fails when it does not in time. */
export async function until(condition: () => boolean | Promise<boolean>, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const processes = (): number[] => readdirSync("/proc").map(Number).filter(Number.isInteger);

export const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
};

export const childrenOf = (parent: number): number[] =>
  processes().filter((pid) => {
    try {
      return (
        Number(
          readFileSync(`/proc/${pid}/stat`, "utf8")
            .replace(/^.*\) \S /s, "")
            .split(" ")[0],
        ) === parent
      );
    } catch {
      return false;
    }
  });

/** Processes that live and name something in their command: those of one data folder or one socket. */
export const running = (words: string): number[] => processes().filter((pid) => commandOf(pid).includes(words));
