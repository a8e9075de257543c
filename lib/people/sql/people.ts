import { and, asc, eq, isNull } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Db, Tx } from "@/lib/db/connection";
import { journals, specialIssues } from "@/lib/db/schema/catalogue";
import { people, type Role, roles } from "@/lib/db/schema/people";
import type { Grant } from "../may";

export async function personByEmail(db: Db, email: string) {
  const [row] = await db.select().from(people).where(eq(people.email, email.toLowerCase()));
  return row;
}

export async function personById(db: Db, id: number) {
  const [row] = await db.select().from(people).where(eq(people.id, id));
  return row;
}

export async function grantsOf(db: Db, personId: number): Promise<Grant[]> {
  return db
    .select({ role: roles.role, journalId: roles.journalId, specialIssueId: roles.specialIssueId })
    .from(roles)
    .where(eq(roles.personId, personId))
    .orderBy(asc(roles.id));
}

/** Grants a role; false, and nothing is changed, when it was held already. */
export async function grant(db: Db | Tx, personId: number, held: Grant): Promise<boolean> {
  const granted = await db
    .insert(roles)
    .values({ personId, ...held })
    .onConflictDoNothing()
    .returning({ id: roles.id });
  return granted.length > 0;
}

/** Takes a role back; false when it was not held. */
export async function withdraw(db: Db | Tx, personId: number, held: Grant): Promise<boolean> {
  const of = (column: PgColumn, id: number | null) => (id === null ? isNull(column) : eq(column, id));
  const scope = and(of(roles.journalId, held.journalId), of(roles.specialIssueId, held.specialIssueId));
  const gone = await db
    .delete(roles)
    .where(and(eq(roles.personId, personId), eq(roles.role, held.role), scope))
    .returning({ id: roles.id });
  return gone.length > 0;
}

/** Takes every role of a person back. */
export async function withdrawAll(tx: Tx, personId: number): Promise<void> {
  await tx.delete(roles).where(eq(roles.personId, personId));
}

/** Everybody, with the roles they hold. */
export async function peopleRows(
  db: Db,
): Promise<{ email: string; name: string; role: Role | null; issn: string | null; specialIssue: string | null }[]> {
  return db
    .select({
      ...{ email: people.email, name: people.name, role: roles.role, issn: journals.issn },
      specialIssue: specialIssues.slug,
    })
    .from(people)
    .leftJoin(roles, eq(roles.personId, people.id))
    .leftJoin(journals, eq(journals.id, roles.journalId))
    .leftJoin(specialIssues, eq(specialIssues.id, roles.specialIssueId))
    .orderBy(asc(people.email), asc(roles.id));
}

/** Removes a person, all sessions with them; false when there was none. */
export async function removeById(tx: Tx, id: number): Promise<boolean> {
  const gone = await tx.delete(people).where(eq(people.id, id)).returning({ id: people.id });
  return gone.length > 0;
}
