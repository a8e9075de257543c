import type { Db } from "@/lib/db/connection";
import { faultCode, UNIQUE_VIOLATION } from "@/lib/db/faults";
import type { UsageEvent } from "./event-queue";
import { createPartition, insertEvents } from "./queries";

/** What is said when a partition cannot be made: rows of its month wait in the default one, or another made it first. */
const PARTITION_FAULTS = new Set(["23514", "42P07", "42P17", "55P03", UNIQUE_VIOLATION]);

/** usage_events as the queue writes it: partitions made as months come up, batches told apart by their ids. */
export class EventLog {
  readonly #db: Db;
  readonly #months = new Set<string>();

  constructor(db: Db) {
    this.#db = db;
  }

  /** Writes a batch whole; one that is already written (its answer was lost) is left as it is. */
  async write(batchId: string, events: UsageEvent[]): Promise<void> {
    for (const month of new Set(events.map(({ at }) => at.toISOString().slice(0, 7))))
      await this.preparePartition(month);
    try {
      await insertEvents(this.#db, batchId, events);
    } catch (fault) {
      if (faultCode(fault) !== UNIQUE_VIOLATION) throw fault;
    }
  }

  async preparePartition(month: string): Promise<void> {
    if (this.#months.has(month)) return;
    try {
      await createPartition(this.#db, month);
    } catch (fault) {
      const code = faultCode(fault);
      if (code === undefined || !PARTITION_FAULTS.has(code)) throw fault;
    }
    this.#months.add(month);
  }
}
