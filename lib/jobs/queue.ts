import type PgBoss from "pg-boss";
import type { Db } from "@/lib/db/connection";
import { faultReason } from "@/lib/db/faults";
import { type Job, nextTurn } from "./job";
import { openBoss } from "./open-boss";
import { Pause } from "./pause";
import { QueueRun } from "./queue-run";
import { glance } from "./sql/queue";

export interface QueueTiming {
  /** How often the queue is looked into. */
  lookMs: number;
  /** How often a run says that it goes on, and runs are sought that did not. */
  beatMs: number;
  /** A run that said nothing for so long is taken for dead, and another takes it over. */
  expireSeconds: number;
  /** The first wait after a failure; each further one is twice as long. */
  retrySeconds: number;
}

const TIMING: QueueTiming = { lookMs: 2_000, beatMs: 15_000, expireSeconds: 60, retrySeconds: 5 };
/** What is not done by then is given back when the process stops: the parent ends it after ten seconds. */
const STOP_MS = 6_000;

/**
 * Runs jobs by pg-boss's queue in Postgres. Of all processes on one database one runs a turn; a job does not meet itself; a run whose process
 * died is taken over; one that throws is tried again, more and more seldom, and holds up none of the others. A turn that came while nothing
 * ran is made up for once. When the database is away it waits for it.
 */
export class Queue {
  readonly #db: Db;
  readonly #own: Db;
  readonly #jobs: readonly Job[];
  readonly #timing: QueueTiming;
  readonly #pause = new Pause();
  readonly #runs = new Map<string, QueueRun>();
  /** The turn that was last put into the queue, a job. */
  readonly #turns = new Map<string, number>();
  /** Told in the log when it began. */
  readonly #failing = new Set<string>();
  readonly #loop: Promise<void>;
  #boss: PgBoss | undefined;
  #beat = 0;
  #stopping = false;
  #told = false;

  /** `own` is a pool of one connection, the queue's alone: what runs do must not keep them from saying that they go on. */
  constructor(db: Db, own: Db, jobs: readonly Job[], timing: Partial<QueueTiming> = {}) {
    this.#db = db;
    this.#own = own;
    this.#jobs = jobs;
    this.#timing = { ...TIMING, ...timing };
    this.#loop = this.#look();
  }

  /** Starts no other run, lets those under way finish, and gives back what is not done in time. */
  async stop(patienceMs = STOP_MS): Promise<void> {
    this.#stopping = true;
    this.#pause.end();
    await this.#loop;
    const patience = new Pause();
    const late = patience.wait(patienceMs);
    await Promise.race([Promise.all([...this.#runs.values()].map(({ over }) => over)), late]);
    patience.end();
    await Promise.all([...this.#runs.values()].map((run) => run.giveBack()));
    await this.#boss?.stop({ graceful: false });
  }

  async #look(): Promise<void> {
    while (!this.#stopping) {
      try {
        this.#boss ??= await openBoss(this.#own, this.#jobs, this.#timing, (fault) => this.#tell(fault));
        await this.#keepUp(this.#boss);
        await this.#takeUp(this.#boss);
        this.#told = false;
      } catch (fault) {
        this.#tell(fault);
      }
      if (!this.#stopping) await this.#pause.wait(this.#timing.lookMs);
    }
  }

  /** Runs of ours say that they go on; those of processes that died are put back. */
  async #keepUp(boss: PgBoss): Promise<void> {
    if (performance.now() - this.#beat < this.#timing.beatMs) return;
    await Promise.all([...this.#runs.values()].map((run) => run.beat()));
    await boss.expire();
    this.#beat = performance.now();
  }

  async #takeUp(boss: PgBoss): Promise<void> {
    const { now, waiting } = await glance(
      this.#own,
      this.#jobs.map(({ name }) => name),
    );
    for (const job of this.#jobs) {
      const begun = await this.#beginTurn(boss, job, now);
      if ((begun || waiting.includes(job.name)) && !this.#runs.has(job.name)) await this.#fetch(boss, job);
      if (this.#stopping) return;
    }
  }

  /** Puts a job's turn into the queue, once: what another process put there, or ran, is not put there again. */
  async #beginTurn(boss: PgBoss, job: Job, now: Date): Promise<boolean> {
    const turn = nextTurn(job, now).getTime();
    if (this.#turns.get(job.name) === turn) return false;
    const id = await boss.send(job.name, {}, { singletonSeconds: job.every });
    this.#turns.set(job.name, turn);
    return id !== null;
  }

  async #fetch(boss: PgBoss, job: Job): Promise<void> {
    const [row] = await boss.fetch(job.name, { includeMetadata: true });
    if (!row) return;
    const run = new QueueRun({ db: this.#db, own: this.#own, boss, job }, row.id, new Date(row.startedOn).getTime());
    this.#runs.set(job.name, run);
    void run.over.then((failure) => {
      this.#runs.delete(job.name);
      if (failure === undefined) this.#failing.delete(job.name);
      else if (!this.#failing.has(job.name)) console.error(`job ${job.name}: ${failure}; it will be tried again`);
      if (failure !== undefined) this.#failing.add(job.name);
    });
  }

  /** One line for each time that the database is away, not one for each look. */
  #tell(fault: unknown): void {
    if (!this.#told) console.error(`the queue of jobs: ${faultReason(fault)}; it will be tried again`);
    this.#told = true;
  }
}
