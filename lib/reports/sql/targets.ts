import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/connection";
import { journals } from "@/lib/db/schema/catalogue";
import { outbox } from "@/lib/db/schema/mail";
import {
  reportDeliveries as deliveries,
  reportDefinitions,
  reportSchedules,
  reportTargets,
} from "@/lib/db/schema/reports";
import { mailKey } from "../delivery/mail-key";

/** Where reports of a schedule go, and which they are. */
export async function targetRow(db: Db | Tx, id: string) {
  const [row] = await db
    .select({
      target: reportTargets,
      report: reportDefinitions.name,
      journal: { issn: journals.issn, title: journals.title },
    })
    .from(reportTargets)
    .innerJoin(reportSchedules, eq(reportSchedules.id, reportTargets.scheduleId))
    .innerJoin(reportDefinitions, eq(reportDefinitions.id, reportSchedules.definitionId))
    .leftJoin(journals, eq(journals.id, reportDefinitions.journalId))
    .where(eq(reportTargets.id, id));
  return row;
}

/** Which of some targets want no more. */
export async function leftTargets(db: Db | Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: reportTargets.id })
    .from(reportTargets)
    .where(and(inArray(reportTargets.id, [...ids]), isNotNull(reportTargets.left)));
  return new Set(rows.map(({ id }) => id));
}

/** Notes since when a target wants no more (the first time holds), or, by null, that it does again. */
export async function setLeft(tx: Tx, id: string, left: Date | null): Promise<void> {
  await tx
    .update(reportTargets)
    .set({ left })
    .where(and(eq(reportTargets.id, id), left === null ? undefined : isNull(reportTargets.left)));
}

/** Ends what waits to go to a target. Mail that a sender is at is let be: it may have gone. */
export async function withdrawWaiting(tx: Tx, targetId: string, reply: string, now: Date): Promise<void> {
  const ended = { state: "withdrawn" as const, reply, settled: now };
  const to = eq(deliveries.targetId, targetId);
  await tx
    .update(deliveries)
    .set(ended)
    .where(and(to, eq(deliveries.state, "waiting")));
  const handed = await tx
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(to, eq(deliveries.state, "handed")));
  for (const { id } of handed) {
    const gone = await tx
      .update(outbox)
      .set(ended)
      .where(and(eq(outbox.key, mailKey(id)), eq(outbox.state, "waiting")))
      .returning({ id: outbox.id });
    if (gone.length > 0) await tx.update(deliveries).set(ended).where(eq(deliveries.id, id));
  }
}
