import type PgBoss from "pg-boss";
import type { Db } from "@/lib/db/connection";
import { faultReason } from "@/lib/db/faults";
import { type Job, nextTurn } from "./job";
import { stillRuns, waitsUntil } from "./sql/queue";
import { runEnded, runStarted } from "./sql/runs";

interface Around {
  db: Db;
  own: Db;
  boss: PgBoss;
  job: Job;
}

/** One run of a job, taken from the queue, to its end. */
export class QueueRun {
  readonly #around: Around;
  readonly #id: string;
  readonly #began = performance.now();
  #since: number;
  /** Whether it is still ours; each beat waits for the one before. */
  #held: Promise<boolean> = Promise.resolve(true);
  #settled = false;
  /** Resolves, and never rejects, with why the run failed, when what came of it is on record. */
  readonly over: Promise<string | undefined>;

  constructor(around: Around, id: string, since: number) {
    this.#around = around;
    this.#id = id;
    this.#since = since;
    this.over = this.#run().catch(faultReason);
  }

  /** Says that the run goes on. False when it had expired, as this process stood still: it is another's then, and its end not ours to tell. */
  beat(): Promise<boolean> {
    this.#held = this.#held.catch(() => true).then((held) => held && this.#goesOn());
    return this.#held;
  }

  /** Puts the run back into the queue, for whoever is there next. */
  async giveBack(): Promise<void> {
    await this.#settle("it was broken off when Footfall stopped, and goes on with the next start").catch(() => {});
  }

  async #goesOn(): Promise<boolean> {
    if (this.#settled) return false;
    const since = await stillRuns(this.#around.own, {
      queue: this.#around.job.name,
      id: this.#id,
      since: this.#since,
    });
    this.#since = since ?? 0;
    return since !== undefined;
  }

  async #run(): Promise<string | undefined> {
    const { db, job } = this.#around;
    const at = new Date();
    let failure: string | undefined;
    try {
      await runStarted(db, job.name, at);
      await job.run(db, at);
    } catch (fault) {
      failure = faultReason(fault);
    }
    await this.#settle(failure);
    return failure;
  }

  /** When the database is away the run is not settled: it expires, and is taken up again. */
  async #settle(failure: string | undefined): Promise<void> {
    if (!(await this.beat())) return;
    this.#settled = true;
    const { db, own, boss, job } = this.#around;
    if (failure === undefined) await boss.complete(job.name, this.#id);
    else await boss.fail(job.name, this.#id, { message: failure });
    const at = new Date();
    const turn = nextTurn(job, at);
    const again = failure === undefined ? undefined : await waitsUntil(own, job.name);
    await runEnded(db, job.name, {
      at,
      tookMs: performance.now() - this.#began,
      next: again !== undefined && again < turn ? again : turn,
      ...(failure === undefined ? {} : { failure }),
    });
  }
}
