import type { Db, Tx } from "@/lib/db/connection";
import { auditLog } from "@/lib/db/schema/audit";

export async function insertAudit(db: Db | Tx, row: typeof auditLog.$inferInsert): Promise<void> {
  await db.insert(auditLog).values(row);
}
