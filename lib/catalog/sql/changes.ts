import { desc, eq } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/connection";
import { articleChanges } from "@/lib/db/schema/versions";

/** Keeps that an article was changed, by what, and what of it. */
export async function recordChange(db: Db | Tx, change: typeof articleChanges.$inferInsert): Promise<void> {
  await db.insert(articleChanges).values(change);
}

/** What was changed of an article, the newest first. */
export async function changeRows(db: Db, articleId: number) {
  return db
    .select()
    .from(articleChanges)
    .where(eq(articleChanges.articleId, articleId))
    .orderBy(desc(articleChanges.at), desc(articleChanges.id));
}
