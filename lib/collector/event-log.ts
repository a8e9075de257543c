import { type Day, dayOf } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { faultCode, UNIQUE_VIOLATION } from "@/lib/db/faults";
import { Dictionary } from "./dictionary";
import type { UsageEvent } from "./event-queue";
import { createPartition, type EventRow, insertEvents, touchMonth } from "./queries";

/** What is said when a partition cannot be made: rows of its month wait in the default one, or another made it first. */
const PARTITION_FAULTS = new Set(["23514", "42P07", "42P17", "55P03", UNIQUE_VIOLATION]);

/** usage_events as it is written: partitions made as months come up, texts numbered, batches told apart by their ids. */
export class EventLog {
  readonly #db: Db;
  readonly #touched = new Map<string, Day>();
  readonly #userAgents: Dictionary;
  readonly #referrers: Dictionary;
  readonly #institutions: Dictionary;

  constructor(db: Db) {
    this.#db = db;
    this.#userAgents = new Dictionary(db, "user_agents", { longest: 500, newPerHour: 20_000 });
    this.#referrers = new Dictionary(db, "referrers", { longest: 253, newPerHour: 5_000 });
    this.#institutions = new Dictionary(db, "institution_sets", { longest: 2_000, newPerHour: 20_000 });
  }

  /** Writes a batch whole; one that is already written (its answer was lost) is left as it is. */
  async write(batchId: string, events: readonly UsageEvent[]): Promise<void> {
    const rows = await this.rowsOf(events);
    try {
      await insertEvents(this.#db, batchId, rows);
    } catch (fault) {
      if (faultCode(fault) !== UNIQUE_VIOLATION) throw fault;
    }
  }

  /** The events as rows: their months have partitions and their texts have numbers. */
  async rowsOf(events: readonly UsageEvent[]): Promise<EventRow[]> {
    for (const month of new Set(events.map(({ at }) => dayOf(at).slice(0, 7)))) await this.prepareMonth(month);
    await this.#userAgents.learn(events.map(({ userAgent }) => userAgent));
    await this.#referrers.learn(events.map(({ referrer }) => referrer));
    await this.#institutions.learn(events.map(({ institutions }) => institutions));
    return events.map((event) => ({
      ...event,
      userAgent: this.#userAgents.idOf(event.userAgent),
      referrer: this.#referrers.idOf(event.referrer),
      institutions: this.#institutions.idOf(event.institutions),
    }));
  }

  /** Makes the month's partition and notes that the month is written to, once a day. */
  async prepareMonth(month: string, now = new Date()): Promise<void> {
    const today = dayOf(now);
    if (this.#touched.get(month) === today) return;
    if (!this.#touched.has(month)) await this.#makePartition(month);
    await touchMonth(this.#db, `${month}-01`, today);
    this.#touched.set(month, today);
  }

  async #makePartition(month: string): Promise<void> {
    try {
      await createPartition(this.#db, month);
    } catch (fault) {
      const code = faultCode(fault);
      if (code === undefined || !PARTITION_FAULTS.has(code)) throw fault;
    }
  }
}
