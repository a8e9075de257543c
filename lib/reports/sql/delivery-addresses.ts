import { and, asc, eq, inArray, lt, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Db, Tx } from "@/lib/db/connection";
import { journals } from "@/lib/db/schema/catalogue";
import {
  reportDeliveries as deliveries,
  reportDefinitions,
  reportRuns,
  reportSchedules,
  reportTargets,
} from "@/lib/db/schema/reports";

/** A host that nobody has (RFC 2606): what stands in place of an address ends so. */
const FORGOTTEN = "@forgotten.invalid";

/** Whether an address that a delivery went to is no longer known. */
export const isForgotten = (address: string): boolean => address.endsWith(FORGOTTEN);

const nobody = { address: sql`${deliveries.id}::text || ${FORGOTTEN}::text`, reply: null };
const isKnown = sql`${deliveries.address} not like ${`%${FORGOTTEN}`}`;

/** Forgets whom settled mail of reports went to; the deliveries stay in the lists of their runs. */
export async function forgetDelivered(db: Db, before: Date): Promise<void> {
  await db
    .update(deliveries)
    .set(nobody)
    .where(and(eq(deliveries.kind, "mail"), lt(deliveries.settled, before), isKnown));
}

const isOf = (column: PgColumn, address: string) => sql`lower(${column}) = ${address.toLowerCase()}`;

/** Every report that is sent to a mail address, and was. */
export async function reportsTo(db: Db, address: string) {
  const [targets, sent] = await Promise.all([
    db
      .select({
        ...{ address: reportTargets.address, left: reportTargets.left },
        ...{ report: reportDefinitions.name, journal: journals.issn },
      })
      .from(reportTargets)
      .innerJoin(reportSchedules, eq(reportSchedules.id, reportTargets.scheduleId))
      .innerJoin(reportDefinitions, eq(reportDefinitions.id, reportSchedules.definitionId))
      .leftJoin(journals, eq(journals.id, reportDefinitions.journalId))
      .where(and(eq(reportTargets.kind, "mail"), isOf(reportTargets.address, address)))
      .orderBy(asc(reportDefinitions.name)),
    db
      .select({
        ...{ address: deliveries.address, report: reportRuns.name, state: deliveries.state, made: deliveries.made },
        ...{ settled: deliveries.settled, reply: deliveries.reply },
        ...{ filesOpened: deliveries.opened, lastOpened: deliveries.lastOpened },
      })
      .from(deliveries)
      .innerJoin(reportRuns, eq(reportRuns.id, deliveries.runId))
      .where(and(eq(deliveries.kind, "mail"), isOf(deliveries.address, address)))
      .orderBy(asc(deliveries.made)),
  ]);
  return { targets, sent };
}

/** Takes a mail address out of every schedule and every record of what went to it; what is under way to it is ended. */
export async function eraseReportsTo(tx: Tx, address: string, now: Date): Promise<number> {
  const targets = await tx
    .delete(reportTargets)
    .where(and(eq(reportTargets.kind, "mail"), isOf(reportTargets.address, address)))
    .returning({ id: reportTargets.id });
  const to = and(eq(deliveries.kind, "mail"), isOf(deliveries.address, address));
  await tx
    .update(deliveries)
    .set({ state: "withdrawn", settled: now })
    .where(and(to, inArray(deliveries.state, ["waiting", "sending", "handed"])));
  const sent = await tx.update(deliveries).set(nobody).where(to).returning({ id: deliveries.id });
  return targets.length + sent.length;
}
