import type { Db } from "@/lib/db/connection";
import { eraseReportsTo, reportsTo } from "../sql/delivery-addresses";

/** What is kept of reports about a mail address, for the person it belongs to. Links that open anything are left out. */
export async function heldOfReports(db: Db, address: string) {
  const { targets, sent } = await reportsTo(db, address);
  const written = (at: Date | null) => at?.toISOString() ?? null;
  return {
    schedules: targets.map(({ left, ...target }) => ({ ...target, left: written(left) })),
    reports: sent.map(({ made, settled, lastOpened, ...one }) => ({
      ...{ ...one, made: made.toISOString(), settled: written(settled), lastOpened: written(lastOpened) },
    })),
  };
}

/** Forgets a mail address in everything about reports; says in how many places it stood. */
export const eraseOfReports = (db: Db, address: string, now: Date): Promise<number> =>
  db.transaction((tx) => eraseReportsTo(tx, address, now));
