import { and, asc, count, eq, or } from "drizzle-orm";
import type { Db } from "@/lib/db/connection";
import { savedViews } from "@/lib/db/schema/desk";
import { people } from "@/lib/db/schema/people";

export interface SavedView {
  id: number;
  /** How the desk's address goes on after the ISSN. */
  page: string;
  query: string;
  name: string;
  shared: boolean;
  personId: number;
  /** Whose it is. */
  owner: string;
}

const view = {
  ...{ id: savedViews.id, page: savedViews.page, query: savedViews.query, name: savedViews.name },
  ...{ shared: savedViews.shared, personId: savedViews.personId, owner: people.name },
};

/** The views of a journal that are somebody's own or shared, by name. */
export async function viewRows(db: Db, journalId: number, personId: number): Promise<SavedView[]> {
  return db
    .select(view)
    .from(savedViews)
    .innerJoin(people, eq(people.id, savedViews.personId))
    .where(and(eq(savedViews.journalId, journalId), or(savedViews.shared, eq(savedViews.personId, personId))))
    .orderBy(asc(savedViews.name), asc(savedViews.id));
}

export async function viewRow(db: Db, journalId: number, id: number): Promise<SavedView | undefined> {
  const [row] = await db
    .select(view)
    .from(savedViews)
    .innerJoin(people, eq(people.id, savedViews.personId))
    .where(and(eq(savedViews.journalId, journalId), eq(savedViews.id, id)));
  return row;
}

export async function ownViews(db: Db, journalId: number, personId: number): Promise<number> {
  const [row] = await db
    .select({ views: count() })
    .from(savedViews)
    .where(and(eq(savedViews.journalId, journalId), eq(savedViews.personId, personId)));
  return row?.views ?? 0;
}

/** False when the person has one of that name in the journal. */
export async function insertView(db: Db, row: typeof savedViews.$inferInsert): Promise<boolean> {
  const made = await db.insert(savedViews).values(row).onConflictDoNothing().returning({ id: savedViews.id });
  return made.length > 0;
}

/** False when another view of the person has that name. */
export async function updateView(db: Db, id: number, change: { name: string; shared: boolean }): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [own] = await tx.select().from(savedViews).where(eq(savedViews.id, id)).for("update");
    if (!own) return true;
    const [other] = await tx
      .select({ id: savedViews.id })
      .from(savedViews)
      .where(
        and(
          eq(savedViews.journalId, own.journalId),
          eq(savedViews.personId, own.personId),
          eq(savedViews.name, change.name),
        ),
      );
    if (other && other.id !== id) return false;
    await tx.update(savedViews).set(change).where(eq(savedViews.id, id));
    return true;
  });
}

export async function deleteView(db: Db, id: number): Promise<void> {
  await db.delete(savedViews).where(eq(savedViews.id, id));
}
