import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/connection";
import { credentials, people } from "@/lib/db/schema/people";

/** Puts an iD on record as somebody's. */
export async function setOrcid(db: Db, personId: number, orcid: string): Promise<void> {
  await db.update(people).set({ orcid }).where(eq(people.id, personId));
}

/** Lets whoever has an iD on record sign in by it. */
export async function adoptOrcid(db: Db, orcid: string, now: Date): Promise<void> {
  await db.execute(sql`
    insert into credentials (person_id, account_id, provider_id, created, updated)
    select id, orcid, 'orcid', ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz
    from people where orcid = ${orcid}
    on conflict do nothing`);
}

/** Takes somebody's iD off the record; they do not sign in by it any more. */
export async function dropOrcid(db: Db, personId: number): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(credentials).where(and(eq(credentials.userId, personId), eq(credentials.providerId, "orcid")));
    await tx.update(people).set({ orcid: null }).where(eq(people.id, personId));
  });
}
