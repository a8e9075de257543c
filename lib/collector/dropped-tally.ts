import { randomUUID } from "node:crypto";
import { type Day, dayOf } from "@/lib/calendar/day";
import type { Doi } from "@/lib/catalog/doi";
import type { Db } from "@/lib/db/connection";
import { faultCode, faultReason, isPassing, UNIQUE_VIOLATION } from "@/lib/db/faults";
import { type DropReason, isTallied, TALLIED_REASON_CODES } from "./classify";
import { addDropped, type DroppedRequests } from "./sql/dropped";

/** What is tallied stands in the database within this time. */
const FLUSH_MS = 5_000;
/** Different articles, days and reasons held at once; whoever sends names of nothing faster than they are written loses some. */
const HELD = 10_000;

interface Batch {
  id: string;
  dropped: DroppedRequests[];
}

/**
 * Counts requests that are never recorded, by article, day and reason, and nothing else of them. A request costs one look into a
 * map; the counts are written every few seconds, each once, and when the process stops in order. A kill may cost the last of them.
 */
export class DroppedTally {
  readonly #db: Db;
  #counts = new Map<string, DroppedRequests>();
  /** A write without an answer: it is repeated under its id. */
  #unsure: Batch | undefined;
  #flushing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(db: Db) {
    this.#db = db;
  }

  /** `doi` may be of anything: what is no article is forgotten when it is written. */
  add(doi: Doi, reason: DropReason, at: Date): void {
    if (!isTallied(reason)) return;
    const day: Day = dayOf(at);
    const code = TALLIED_REASON_CODES[reason];
    const key = `${code} ${day} ${doi.toLowerCase()}`;
    const held = this.#counts.get(key);
    if (held) held.requests += 1;
    else if (this.#counts.size < HELD) {
      this.#counts.set(key, { doi: doi.toLowerCase(), day, reason: code, requests: 1 });
      if (this.#counts.size === HELD) void this.flush();
      else this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref();
    }
  }

  /** Writes what is tallied. Never fails: what cannot be written now is written by a later call. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#flushing = this.#flushing.then(() => this.#writeOut());
    return this.#flushing;
  }

  stop(): Promise<void> {
    return this.flush();
  }

  async #writeOut(): Promise<void> {
    if (!this.#unsure) {
      if (this.#counts.size === 0) return;
      this.#unsure = { id: randomUUID(), dropped: [...this.#counts.values()] };
      this.#counts = new Map();
    }
    try {
      await addDropped(this.#db, this.#unsure.id, this.#unsure.dropped);
    } catch (fault) {
      if (isPassing(fault)) {
        this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref();
        return;
      }
      // A known id is a write whose answer was lost; anything else will not be better the next time.
      if (faultCode(fault) !== UNIQUE_VIOLATION) console.error(`collector: a tally is lost: ${faultReason(fault)}`);
    }
    this.#unsure = undefined;
    if (this.#counts.size > 0) await this.#writeOut();
  }
}
