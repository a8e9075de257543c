import type { Db } from "@/lib/db/connection";
import { faultReason } from "@/lib/db/faults";
import type { Job } from "./job";
import { Pause } from "./pause";
import { runEnded, runStarted } from "./sql/runs";

/** A job that runs every second is noted down this often; one that fails, at once. */
const NOTED_MS = 60_000;
const AFTER_FAILURE_MS = 2_000;

/** Runs each job again and again in a loop of its own, so that none waits for another and none meets itself. */
export class Clock {
  readonly #db: Db;
  #stopping = false;
  readonly #pauses: readonly Pause[];
  readonly #loops: Promise<void>[];

  constructor(db: Db, jobs: readonly Job[]) {
    this.#db = db;
    const loops = jobs.map((job) => ({ job, pause: new Pause() }));
    this.#pauses = loops.map(({ pause }) => pause);
    this.#loops = loops.map(({ job, pause }) => this.#loop(job, pause));
  }

  /** Lets the runs under way finish and starts no other. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const pause of this.#pauses) pause.end();
    await Promise.all(this.#loops);
  }

  async #loop(job: Job, pause: Pause): Promise<void> {
    let noted = 0;
    let failed = false;
    while (!this.#stopping) {
      const note = job.every * 1000 >= NOTED_MS || Date.now() - noted >= NOTED_MS || failed;
      const began = performance.now();
      try {
        if (note) await runStarted(this.#db, job.name, new Date());
        await job.run(this.#db, new Date());
        if (note) await runEnded(this.#db, job.name, ended(began, job.every * 1000));
        if (note) noted = Date.now();
        failed = false;
        await this.#wait(pause, job.every * 1000);
      } catch (fault) {
        const failure = faultReason(fault);
        if (!failed) console.error(`job ${job.name}: ${failure}; it will be tried again`);
        failed = true;
        await runEnded(this.#db, job.name, { ...ended(began, AFTER_FAILURE_MS), failure }).catch(() => {});
        await this.#wait(pause, AFTER_FAILURE_MS);
      }
    }
  }

  async #wait(pause: Pause, ms: number): Promise<void> {
    if (!this.#stopping) await pause.wait(ms);
  }
}

const ended = (began: number, pauseMs: number) => {
  const at = new Date();
  return { at, tookMs: performance.now() - began, next: new Date(at.getTime() + pauseMs) };
};
