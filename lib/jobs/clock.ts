import type { Db } from "@/lib/db/connection";
import { faultReason } from "@/lib/db/faults";
import type { Job } from "./jobs";
import { runEnded, runStarted } from "./queries";

/** A job that runs every second is noted down this often; one that fails, at once. */
const NOTED_MS = 60_000;
const AFTER_FAILURE_MS = 2_000;

/** Runs each job again and again in a loop of its own, so that none waits for another and none meets itself. */
export class Clock {
  readonly #db: Db;
  #stopping = false;
  #wake: (() => void)[] = [];
  readonly #loops: Promise<void>[];

  constructor(db: Db, jobs: readonly Job[]) {
    this.#db = db;
    this.#loops = jobs.map((job) => this.#loop(job));
  }

  /** Lets the runs under way finish and starts no other. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const wake of this.#wake) wake();
    await Promise.all(this.#loops);
  }

  async #loop(job: Job): Promise<void> {
    let noted = 0;
    let failed = false;
    while (!this.#stopping) {
      const note = job.every * 1000 >= NOTED_MS || Date.now() - noted >= NOTED_MS || failed;
      try {
        if (note) await runStarted(this.#db, job.name);
        await job.run(this.#db, new Date());
        if (note) await runEnded(this.#db, job.name);
        if (note) noted = Date.now();
        failed = false;
        await this.#pause(job.every * 1000);
      } catch (fault) {
        if (!failed) console.error(`job ${job.name}: ${faultReason(fault)}; it will be tried again`);
        failed = true;
        await runEnded(this.#db, job.name, faultReason(fault)).catch(() => {});
        await this.#pause(AFTER_FAILURE_MS);
      }
    }
  }

  #pause(ms: number): Promise<void> {
    if (this.#stopping) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#wake = this.#wake.filter((wake) => wake !== done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#wake.push(done);
    });
  }
}
