import { and, desc, eq, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/connection";
import { people, sessions, signInLinks } from "@/lib/db/schema/people";

/** The browsers somebody is signed in with, the latest first. */
export async function sessionRows(db: Db, personId: number, now: Date) {
  const rows = await db
    .select({ id: sessions.id, since: sessions.createdAt, until: sessions.expiresAt, userAgent: sessions.userAgent })
    .from(sessions)
    .where(eq(sessions.userId, personId))
    .orderBy(desc(sessions.createdAt), desc(sessions.id));
  return rows.filter(({ until }) => until > now);
}

/** Ends one session of a person; false when it is none of theirs. */
export async function endSession(db: Db, personId: number, id: number): Promise<boolean> {
  const ended = await db
    .delete(sessions)
    .where(and(eq(sessions.userId, personId), eq(sessions.id, id)))
    .returning({ id: sessions.id });
  return ended.length > 0;
}

/** Ends every session of a person, and every link that would sign them in again: whoever else reads their mail is out as well. */
export async function endSessions(db: Db, personId: number): Promise<void> {
  const email = db.select({ email: people.email }).from(people).where(eq(people.id, personId));
  // Links that prove an address are kept beside these, and are no JSON.
  const linked = sql`case when ${signInLinks.identifier} like 'magic-link:%' then lower(${signInLinks.value}::json->>'email') end`;
  await db.transaction(async (tx) => {
    await tx.delete(signInLinks).where(eq(linked, email));
    await tx.delete(sessions).where(eq(sessions.userId, personId));
  });
}
