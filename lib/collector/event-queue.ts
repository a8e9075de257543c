import { randomUUID } from "node:crypto";
import { faultCode, faultReason, isPassing } from "@/lib/db/faults";

/** One row of usage_events, before its texts have numbers. */
export interface UsageEvent {
  at: Date;
  visitor: bigint;
  /** The visitor by the previous day's secret, in the first 30 s of a day. */
  visitorBefore: bigint | undefined;
  articleId: number;
  part: number;
  /** The empty text stands for none, here and in the next two. */
  userAgent: string;
  referrer: string;
  /** Ids of institutions, ascending, with commas between. */
  institutions: string;
  country: string;
  year: number;
  action: string;
  lane: string;
  laneReason: string;
  accessType: string;
  accessMethod: string;
  namedSession: boolean;
  /** 0 for none. */
  network: number;
}

/** Nothing was recorded; the sender should come again. */
export class NotRecorded extends Error {
  constructor(readonly reason: "queue_full" | "database_away" | "stopping") {
    super(reason);
  }
}

/** Writes a batch whole. Writing the same id again after a success changes nothing. */
export type WriteBatch = (id: string, events: UsageEvent[]) => Promise<void>;

export interface QueueSettings {
  /** Events that may wait; more are refused. */
  limit: number;
  batchSize: number;
  /** How long a sender waits for a database that is away. */
  patienceMs: number;
}

interface Entry {
  events: UsageEvent[];
  deadline: number;
  settle: (fault?: Error) => void;
}

interface Batch {
  id: string;
  entries: Entry[];
  /** An attempt ended without an answer: the batch may be in the database, and only writing it again will tell. */
  mayBeWritten: boolean;
}

/** Measured: a second batch fills the time the first waits for the disk; a third only makes both smaller. */
const IN_FLIGHT = 2;
/** A batch of which nobody knows whether it was written is worth a longer wait than a refusal that may be a lie. */
const UNSURE_PATIENCE_MS = 60_000;
const RETRY_MS = [50, 100, 200, 400, 800] as const;

/**
 * Writes events in groups: all that arrive while the last write is under way go in the next one, without a timer.
 * `add` resolves after commit and never before. A write whose answer was lost is repeated under the same batch id until the
 * database says; a sender whose patience ends is told, and what it sent is written only if that could not be prevented.
 */
export class EventQueue {
  readonly #write: WriteBatch;
  readonly #settings: QueueSettings;
  #pending: Entry[] = [];
  #waiting = 0;
  #inFlight = 0;
  #stopping = false;
  #idle: (() => void)[] = [];

  constructor(write: WriteBatch, settings: QueueSettings) {
    this.#write = write;
    this.#settings = settings;
  }

  /** Events waiting or under way. */
  get waiting(): number {
    return this.#waiting;
  }

  add(events: UsageEvent[]): Promise<void> {
    if (events.length === 0) return Promise.resolve();
    if (this.#stopping) return Promise.reject(new NotRecorded("stopping"));
    if (this.#waiting + events.length > this.#settings.limit) return Promise.reject(new NotRecorded("queue_full"));
    return new Promise((resolve, reject) => {
      this.#waiting += events.length;
      const settle = (fault?: Error) => {
        this.#waiting -= events.length;
        if (fault) reject(fault);
        else resolve();
      };
      this.#pending.push({ events, deadline: performance.now() + this.#settings.patienceMs, settle });
      this.#pump();
    });
  }

  /** Takes nothing more in and resolves when all that was taken in is written or refused. */
  stop(): Promise<void> {
    this.#stopping = true;
    return new Promise((resolve) => {
      if (this.#waiting === 0) resolve();
      else this.#idle.push(resolve);
    });
  }

  #pump(): void {
    while (this.#inFlight < IN_FLIGHT && this.#pending.length > 0) {
      this.#inFlight += 1;
      this.#writeOut({ id: randomUUID(), entries: this.#take(), mayBeWritten: false }).finally(() => {
        this.#inFlight -= 1;
        this.#pump();
        if (this.#waiting === 0) for (const idle of this.#idle.splice(0)) idle();
      });
    }
  }

  #take(): Entry[] {
    let size = 0;
    let count = 0;
    for (const { events } of this.#pending) {
      if (count > 0 && size + events.length > this.#settings.batchSize) break;
      size += events.length;
      count += 1;
    }
    return this.#pending.splice(0, count);
  }

  async #writeOut(batch: Batch): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      if (!batch.mayBeWritten) this.#refuseLate(batch);
      this.#refuseLatePending();
      if (batch.entries.length === 0) return;
      try {
        await this.#write(
          batch.id,
          batch.entries.flatMap(({ events }) => events),
        );
        for (const { settle } of batch.entries) settle();
        return;
      } catch (fault) {
        if (!isPassing(fault)) return this.#writeSingly(batch, fault);
        batch.mayBeWritten ||= !isUnwritten(fault);
        const unsureTooLong = batch.entries.every(({ deadline }) => performance.now() > deadline + UNSURE_PATIENCE_MS);
        if (batch.mayBeWritten && unsureTooLong) {
          for (const { settle } of batch.entries) settle(new NotRecorded("database_away"));
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS[attempt] ?? 1_000));
      }
    }
  }

  /** One bad event must not take its batch along: the statement wrote nothing, so each sender's part is tried alone. */
  async #writeSingly(batch: Batch, fault: unknown): Promise<void> {
    const [only] = batch.entries;
    if (only && batch.entries.length === 1) {
      console.error(`collector: events could not be written: ${faultReason(fault)}`);
      only.settle(fault instanceof Error ? fault : new Error(String(fault)));
      return;
    }
    for (const entry of batch.entries) {
      await this.#writeOut({ id: randomUUID(), entries: [entry], mayBeWritten: false });
    }
  }

  #refuseLate(batch: Batch): void {
    const now = performance.now();
    const late = batch.entries.filter(({ deadline }) => deadline < now);
    if (late.length === 0) return;
    batch.entries = batch.entries.filter(({ deadline }) => deadline >= now);
    for (const { settle } of late) settle(new NotRecorded("database_away"));
  }

  #refuseLatePending(): void {
    const now = performance.now();
    if (!this.#pending.some(({ deadline }) => deadline < now)) return;
    const late = this.#pending.filter(({ deadline }) => deadline < now);
    this.#pending = this.#pending.filter(({ deadline }) => deadline >= now);
    for (const { settle } of late) settle(new NotRecorded("database_away"));
  }
}

/** Nothing of it is in the database: the connection was never made, or the server itself says that the statement failed. */
function isUnwritten(fault: unknown): boolean {
  const code = faultCode(fault) ?? "";
  return UNREACHED.has(code) || /^(?:53|58|40|57P03)/.test(code);
}

const UNREACHED = new Set(["ECONNREFUSED", "ENOENT", "CONNECT_TIMEOUT", "ENOTFOUND", "EAI_AGAIN"]);
