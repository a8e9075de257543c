import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Day } from "@/lib/calendar/day";
import type { Db, Tx } from "@/lib/db/connection";
import { exclusions, flags } from "@/lib/db/schema/integrity";
import type { ArticleDays } from "./exclude";

export type Exclusion = typeof exclusions.$inferSelect;

export async function insertExclusion(tx: Tx, row: typeof exclusions.$inferInsert): Promise<number> {
  const [made] = await tx.insert(exclusions).values(row).returning({ id: exclusions.id });
  if (!made) throw new Error("the exclusion was not written");
  return made.id;
}

/** One that was never in force. */
export async function deleteExclusion(tx: Tx, id: number): Promise<void> {
  await tx.delete(exclusions).where(eq(exclusions.id, id));
}

/** An exclusion of a flag; undefined when it does not stand any more. Who holds the flag is alone in ending it. */
export async function standingExclusion(
  tx: Tx,
  { id, flagId }: { id: number; flagId: number },
): Promise<Exclusion | undefined> {
  const [exclusion] = await tx
    .select()
    .from(exclusions)
    .where(and(eq(exclusions.id, id), eq(exclusions.flagId, flagId), isNull(exclusions.undone)));
  return exclusion;
}

export async function endExclusion(tx: Tx, id: number, by: number, now: Date): Promise<void> {
  await tx.update(exclusions).set({ undone: now, undoneBy: by }).where(eq(exclusions.id, id));
}

/** Exclusions that stand, of months whose events are still there; those alone of months that were written to since a day, if one is given. */
export async function standing(db: Db, since: Day | undefined): Promise<({ id: number } & ArticleDays)[]> {
  const { id, articleId, from, to } = exclusions;
  const months = (condition: ReturnType<typeof sql>) => sql`exists (select from usage_months m
    where m.month between date_trunc('month', ${from}) and ${to} and m.pruned is null and ${condition})`;
  return db
    .select({ id, articleId, from, to })
    .from(exclusions)
    .where(and(isNull(exclusions.undone), months(since === undefined ? sql`true` : sql`m.touched >= ${since}`)))
    .orderBy(id);
}

/** Days of exclusions that were undone since an instant. */
export async function undoneSince(db: Db, since: Date): Promise<{ from: Day; to: Day }[]> {
  return db
    .select({ from: exclusions.from, to: exclusions.to })
    .from(exclusions)
    .where(sql`${exclusions.undone} >= ${since.toISOString()}`);
}

/** A flag's exclusions, the newest first. */
export async function exclusionsOf(db: Db, flagId: number): Promise<Exclusion[]> {
  return db.select().from(exclusions).where(eq(exclusions.flagId, flagId)).orderBy(desc(exclusions.id));
}

export type Decision = Pick<typeof flags.$inferInsert, "state" | "decided" | "decidedBy" | "reason">;

/** What the newest exclusion of a flag that stands says of the flag; undefined when none stands. */
export async function standingDecision(tx: Tx, flagId: number): Promise<Decision | undefined> {
  const [row] = await tx
    .select({ decided: exclusions.made, decidedBy: exclusions.madeBy, reason: exclusions.reason })
    .from(exclusions)
    .where(and(eq(exclusions.flagId, flagId), isNull(exclusions.undone)))
    .orderBy(desc(exclusions.id))
    .limit(1);
  return row && { state: "excluded", ...row };
}

/** A journal's flag, held until the transaction ends: of two who decide at once one waits, and then sees what the other did. */
export async function heldFlag(tx: Tx, journalId: number, id: number) {
  const [flag] = await tx
    .select()
    .from(flags)
    .where(and(eq(flags.id, id), eq(flags.journalId, journalId)))
    .for("update");
  return flag;
}

export async function decideFlag(tx: Tx, id: number, set: Decision): Promise<void> {
  await tx.update(flags).set(set).where(eq(flags.id, id));
}

/** Months of a range whose events were dropped, by their first days. */
export async function prunedMonths(tx: Tx, { from, to }: { from: Day; to: Day }): Promise<Day[]> {
  const rows = await tx.execute<{ month: Day }>(sql`
    select month::text as month from usage_months
    where pruned is not null and month between date_trunc('month', ${from}::date) and ${to}::date order by 1`);
  return rows.map(({ month }) => month);
}
