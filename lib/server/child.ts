import { type ChildProcess, fork } from "node:child_process";

const RESTART_MS = 1_000;
const STOP_MS = 10_000;

/** A process beside ours that is started again when it dies, and ends when we do. */
export class Child {
  readonly #file: string;
  readonly #name: string;
  readonly #args: string[];
  readonly #env: NodeJS.ProcessEnv;
  #process: ChildProcess | undefined;
  #stopping = false;
  #readyAgain: (() => void)[] = [];
  ready = false;

  constructor(name: string, file: string, args: string[], env: NodeJS.ProcessEnv) {
    this.#name = name;
    this.#file = file;
    this.#args = args;
    this.#env = env;
    this.#start();
  }

  /** Resolves when the process has said that it is ready. */
  whenReady(): Promise<void> {
    return this.ready ? Promise.resolve() : new Promise((resolve) => this.#readyAgain.push(resolve));
  }

  #start(): void {
    const child = fork(this.#file, this.#args, {
      env: this.#env,
      execArgv: [],
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    this.#process = child;
    child.on("message", (message) => {
      if (message !== "ready") return;
      this.ready = true;
      for (const resolve of this.#readyAgain.splice(0)) resolve();
    });
    child.on("exit", (code, signal) => {
      this.ready = false;
      if (this.#stopping) return;
      console.error(`${this.#name} ended (${signal ?? code}); starting it again.`);
      setTimeout(() => this.#stopping || this.#start(), RESTART_MS).unref();
    });
  }

  /** Asks it to finish what it does, and ends it when it does not. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    if (child.connected) child.send("stop");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
    await ended;
    clearTimeout(timer);
  }
}

/** In the child: `stop` runs when the parent asks or is gone. Ctrl-C reaches the whole terminal; the parent sees to it. */
export function childOf(stop: () => Promise<void>): { ready: () => void } {
  let stopping = false;
  const end = async () => {
    if (stopping) return;
    stopping = true;
    await stop().catch(() => {});
    process.exit(0);
  };
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => {});
  process.on("disconnect", end);
  process.on("message", (message) => {
    if (message === "stop") void end();
  });
  return { ready: () => process.send?.("ready") };
}
