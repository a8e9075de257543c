import { and, asc, eq, gt } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/connection";
import { auditLog } from "@/lib/db/schema/audit";

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
