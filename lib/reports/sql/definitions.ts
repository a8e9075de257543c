import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/connection";
import { journals } from "@/lib/db/schema/catalogue";
import { reportDefinitions, reportSchedules, reportTargets } from "@/lib/db/schema/reports";

export type DefinitionRow = typeof reportDefinitions.$inferSelect;
export type ScheduleRow = typeof reportSchedules.$inferSelect;
export type TargetRow = typeof reportTargets.$inferSelect;

const of = (journalId: number | null) =>
  journalId === null ? isNull(reportDefinitions.journalId) : eq(reportDefinitions.journalId, journalId);

/** The definitions of a journal, or of the platform, by name. */
export async function definitionRows(db: Db, journalId: number | null): Promise<DefinitionRow[]> {
  return db
    .select()
    .from(reportDefinitions)
    .where(of(journalId))
    .orderBy(asc(reportDefinitions.name), asc(reportDefinitions.id));
}

/** Every definition, with the ISSN of its journal. */
export async function allDefinitions(db: Db): Promise<(DefinitionRow & { issn: string | null })[]> {
  const rows = await db
    .select({ definition: reportDefinitions, issn: journals.issn })
    .from(reportDefinitions)
    .leftJoin(journals, eq(journals.id, reportDefinitions.journalId))
    .orderBy(asc(reportDefinitions.id));
  return rows.map(({ definition, issn }) => ({ ...definition, issn }));
}

export async function definitionRow(
  db: Db | Tx,
  journalId: number | null,
  id: number,
): Promise<DefinitionRow | undefined> {
  const [row] = await db
    .select()
    .from(reportDefinitions)
    .where(and(eq(reportDefinitions.id, id), of(journalId)));
  return row;
}

export async function insertDefinition(
  tx: Tx,
  values: Omit<typeof reportDefinitions.$inferInsert, "id" | "revision">,
): Promise<number> {
  const [row] = await tx.insert(reportDefinitions).values(values).returning({ id: reportDefinitions.id });
  if (!row) throw new Error("the definition was not written");
  return row.id;
}

/** False where somebody else changed it since that revision, or it is gone. */
export async function updateDefinition(
  tx: Tx,
  { id, revision }: { id: number; revision: number },
  values: Pick<DefinitionRow, "name" | "ask" | "period" | "formats">,
): Promise<boolean> {
  const changed = await tx
    .update(reportDefinitions)
    .set({ ...values, revision: revision + 1 })
    .where(and(eq(reportDefinitions.id, id), eq(reportDefinitions.revision, revision)))
    .returning({ id: reportDefinitions.id });
  return changed.length === 1;
}

export async function deleteDefinition(tx: Tx, id: number): Promise<void> {
  await tx.delete(reportDefinitions).where(eq(reportDefinitions.id, id));
}

export interface ScheduleWithTargets extends ScheduleRow {
  targets: TargetRow[];
}

/** The schedules of definitions with where their reports go. */
export async function schedulesOf(db: Db | Tx, definitionIds: readonly number[]): Promise<ScheduleWithTargets[]> {
  if (definitionIds.length === 0) return [];
  const schedules = await db
    .select()
    .from(reportSchedules)
    .where(sql`${reportSchedules.definitionId} = any(${sql.param([...definitionIds])}::int[])`)
    .orderBy(asc(reportSchedules.id));
  const targets = await db
    .select()
    .from(reportTargets)
    .where(sql`${reportTargets.scheduleId} = any(${sql.param(schedules.map(({ id }) => id))}::int[])`)
    .orderBy(asc(reportTargets.kind), asc(reportTargets.address));
  return schedules.map((schedule) => ({
    ...schedule,
    targets: targets.filter(({ scheduleId }) => scheduleId === schedule.id),
  }));
}

export async function insertSchedule(tx: Tx, values: Omit<typeof reportSchedules.$inferInsert, "id">): Promise<number> {
  const [row] = await tx.insert(reportSchedules).values(values).returning({ id: reportSchedules.id });
  if (!row) throw new Error("the schedule was not written");
  return row.id;
}

export async function updateSchedule(
  tx: Tx,
  id: number,
  values: Partial<Pick<ScheduleRow, "rule" | "next" | "paused" | "whenEmpty" | "waitHours">>,
): Promise<void> {
  await tx.update(reportSchedules).set(values).where(eq(reportSchedules.id, id));
}

export async function deleteSchedule(tx: Tx, id: number): Promise<void> {
  await tx.delete(reportSchedules).where(eq(reportSchedules.id, id));
}

export async function insertTargets(tx: Tx, targets: readonly (typeof reportTargets.$inferInsert)[]): Promise<void> {
  if (targets.length > 0)
    await tx
      .insert(reportTargets)
      .values([...targets])
      .onConflictDoNothing();
}

export async function deleteTargets(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await tx.delete(reportTargets).where(sql`${reportTargets.id} = any(${sql.param([...ids])}::uuid[])`);
}

export async function targetsOf(db: Db | Tx, scheduleId: number): Promise<TargetRow[]> {
  return db.select().from(reportTargets).where(eq(reportTargets.scheduleId, scheduleId));
}

export interface DueSchedule extends ScheduleRow {
  definition: DefinitionRow;
}

/** Some of the schedules whose moment has come, for this transaction alone: another takes others. */
export async function claimDueSchedules(tx: Tx, now: Date, limit: number): Promise<DueSchedule[]> {
  const rows = await tx
    .select({ schedule: reportSchedules, definition: reportDefinitions })
    .from(reportSchedules)
    .innerJoin(reportDefinitions, eq(reportDefinitions.id, reportSchedules.definitionId))
    .where(sql`not ${reportSchedules.paused} and ${reportSchedules.next} <= ${now.toISOString()}::timestamptz`)
    .orderBy(asc(reportSchedules.next))
    .limit(limit)
    .for("update", { of: reportSchedules, skipLocked: true });
  return rows.map(({ schedule, definition }) => ({ ...schedule, definition }));
}
