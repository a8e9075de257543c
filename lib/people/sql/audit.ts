import { and, asc, count, desc, eq, gt, ilike, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/connection";
import { auditLog } from "@/lib/db/schema/audit";
import { journals } from "@/lib/db/schema/catalogue";

export async function insertAudit(db: Db | Tx, row: typeof auditLog.$inferInsert): Promise<void> {
  await db.insert(auditLog).values(row);
}

export interface AuditedChange {
  at: Date;
  who: string;
  detail: Record<string, string>;
}

/** What was noted of an action in a journal after an instant, the oldest first. */
export async function auditedSince(
  db: Db | Tx,
  { action, journalId, since }: { action: string; journalId: number; since: Date },
): Promise<AuditedChange[]> {
  return db
    .select({ at: auditLog.at, who: auditLog.who, detail: auditLog.detail })
    .from(auditLog)
    .where(and(eq(auditLog.action, action), eq(auditLog.journalId, journalId), gt(auditLog.at, since)))
    .orderBy(asc(auditLog.at));
}

/** What was noted, after an instant and the oldest first, of actions on one thing that the detail names by its id. */
export async function auditedOf(
  db: Db | Tx,
  { actions, id, since }: { actions: readonly string[]; id: number; since: Date },
): Promise<(AuditedChange & { action: string })[]> {
  return db
    .select({ at: auditLog.at, who: auditLog.who, action: auditLog.action, detail: auditLog.detail })
    .from(auditLog)
    .where(
      and(
        gt(auditLog.at, since),
        inArray(auditLog.action, [...actions]),
        eq(sql`${auditLog.detail} ->> 'id'`, String(id)),
      ),
    )
    .orderBy(asc(auditLog.at));
}

/** How often somebody did something after an instant. */
export async function auditedCount(
  db: Db | Tx,
  { action, personId, since }: { action: string; personId: number; since: Date },
): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(auditLog)
    .where(and(gt(auditLog.at, since), eq(auditLog.action, action), eq(auditLog.personId, personId)));
  return row?.n ?? 0;
}

/** Which rows of the log: those of some journals or all, of an action, of whoever words name, before a row. */
export interface LogFilter {
  journals: readonly number[] | "all";
  action?: string | undefined;
  who?: string | undefined;
  before?: number | undefined;
}

/** Rows of the log, newest first. */
export async function auditRows(db: Db, { journals: of, action, who, before }: LogFilter, limit: number) {
  const where: (SQL | undefined)[] = [
    of === "all" ? undefined : inArray(auditLog.journalId, [...of]),
    action === undefined ? undefined : eq(auditLog.action, action),
    who === undefined ? undefined : ilike(auditLog.who, `%${who.replace(/[\\%_]/g, "\\$&")}%`),
    before === undefined ? undefined : lt(auditLog.id, before),
  ];
  return db
    .select({
      ...{ id: auditLog.id, at: auditLog.at, who: auditLog.who, action: auditLog.action, detail: auditLog.detail },
      journal: journals.title,
    })
    .from(auditLog)
    .leftJoin(journals, eq(journals.id, auditLog.journalId))
    .where(and(...where))
    .orderBy(desc(auditLog.id))
    .limit(limit);
}
export type LogRow = Awaited<ReturnType<typeof auditRows>>[number];

export async function forgetAudited(db: Db, before: Date): Promise<void> {
  await db.delete(auditLog).where(lt(auditLog.at, before));
}
