import { and, asc, eq, notExists, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db, Tx } from "@/lib/db/connection";
import { journals } from "@/lib/db/schema/catalogue";
import { people } from "@/lib/db/schema/people";
import {
  type DeliveryState,
  reportDeliveries as deliveries,
  reportDefinitions,
  reportFiles,
  reportRuns,
  reportTargets,
} from "@/lib/db/schema/reports";

/** Puts deliveries on record, each once for its run, place and turn; gives those that were new. */
export async function insertDeliveries(tx: Tx, rows: readonly (typeof deliveries.$inferInsert)[]) {
  if (rows.length === 0) return [];
  return tx
    .insert(deliveries)
    .values([...rows])
    .onConflictDoNothing()
    .returning();
}

const owner = alias(people, "owner");

/** A delivery with all that is said of it: its run, whose that is, and where it goes. */
export async function deliveryRow(db: Db | Tx, id: string) {
  const [row] = await db
    .select({
      delivery: deliveries,
      run: reportRuns,
      target: reportTargets,
      definition: { id: reportDefinitions.id, name: reportDefinitions.name },
      owner: { id: owner.id, name: owner.name, email: owner.email },
      journal: {
        ...{ issn: journals.issn, title: journals.title, abbreviation: journals.abbreviation },
        sample: journals.sample,
      },
    })
    .from(deliveries)
    .innerJoin(reportRuns, eq(reportRuns.id, deliveries.runId))
    .leftJoin(reportTargets, eq(reportTargets.id, deliveries.targetId))
    .leftJoin(reportDefinitions, eq(reportDefinitions.id, reportRuns.definitionId))
    .leftJoin(owner, eq(owner.id, reportDefinitions.ownerId))
    .leftJoin(journals, eq(journals.id, reportRuns.journalId))
    .where(eq(deliveries.id, id));
  return row;
}
export type DeliveryRow = NonNullable<Awaited<ReturnType<typeof deliveryRow>>>;

/** The files of a run, in the order of their formats' names. */
export async function fileRows(db: Db | Tx, runId: string) {
  return db.select().from(reportFiles).where(eq(reportFiles.runId, runId)).orderBy(asc(reportFiles.format));
}
export type FileRow = typeof reportFiles.$inferSelect;

/** Lets the link of a delivery open its files until an instant. */
export async function openLink(db: Db, id: string, until: Date): Promise<void> {
  await db.update(deliveries).set({ linkExpires: until }).where(eq(deliveries.id, id));
}

/** Notes that somebody took a file by the link. */
export async function countOpened(db: Db, id: string, now: Date): Promise<void> {
  await db
    .update(deliveries)
    .set({ opened: sql`${deliveries.opened} + 1`, lastOpened: now })
    .where(eq(deliveries.id, id));
}

/** How many are under way; and how many went wrong since an instant, and were not sent again. */
export async function deliveryCounts(db: Db, since: Date) {
  const later = alias(deliveries, "later");
  const again = db
    .select({ one: sql`1` })
    .from(later)
    .where(
      and(
        eq(later.runId, deliveries.runId),
        eq(later.kind, deliveries.kind),
        eq(later.address, deliveries.address),
        sql`${later.turn} > ${deliveries.turn}`,
      ),
    );
  const of = (state: DeliveryState) => sql<number>`count(*) filter (where ${eq(deliveries.state, state)})::int`;
  const [underWay] = await db
    .select({ waiting: sql<number>`count(*)::int` })
    .from(deliveries)
    .where(sql`state in ('waiting', 'sending', 'handed')`);
  const [unwell] = await db
    .select({ failed: of("failed"), uncertain: of("uncertain") })
    .from(deliveries)
    .where(
      and(
        sql`${deliveries.state} in ('failed', 'uncertain')`,
        sql`${deliveries.settled} >= ${since.toISOString()}::timestamptz`,
        notExists(again),
      ),
    );
  return { waiting: underWay?.waiting ?? 0, failed: unwell?.failed ?? 0, uncertain: unwell?.uncertain ?? 0 };
}
