import type { Day } from "@/lib/calendar/day";
import { DAY_MS, startOfDay } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { secretRow } from "./queries";

/** Late events of a day (retries, imports) are still named like the others for this long. */
const KEPT_MS = 2 * DAY_MS;
/** A secret that was destroyed must not live on in a process that runs for months. */
const HELD_MS = 3_600_000;

/** The secrets visitors are named by, one a UTC day, shared by all collectors through the database. */
export class VisitorSecrets {
  readonly #db: Db;
  readonly #held = new Map<Day, { secret: Promise<Buffer>; until: number }>();

  constructor(db: Db) {
    this.#db = db;
  }

  /** The day's secret; made when there is none (or none any more), destroyed by a job two days after its last need. */
  of(day: Day, now = Date.now()): Promise<Buffer> {
    const held = this.#held.get(day);
    if (held && held.until > performance.now()) return held.secret;
    const endOfNeed = Math.max(now, startOfDay(day).getTime() + DAY_MS) + KEPT_MS;
    const secret = secretRow(this.#db, day, new Date(endOfNeed));
    this.#held.set(day, { secret, until: performance.now() + HELD_MS });
    secret.catch(() => this.#held.delete(day));
    if (this.#held.size > 1_000) this.#forget();
    return secret;
  }

  #forget(): void {
    for (const [day, { until }] of this.#held) if (until <= performance.now()) this.#held.delete(day);
    if (this.#held.size > 1_000) this.#held.clear();
  }
}
