import { and, eq, gt, notExists, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/connection";
import { people, signInLinks } from "@/lib/db/schema/people";

export async function insertAddressLink(
  db: Db,
  link: { identifier: string; value: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  await db.insert(signInLinks).values({ ...link, createdAt: now, updatedAt: now });
}

/** Uses a link up; the address it proves, undefined when there is no such link any more. */
export async function takeAddressLink(tx: Tx, identifier: string, now: Date): Promise<string | undefined> {
  const [taken] = await tx
    .delete(signInLinks)
    .where(and(eq(signInLinks.identifier, identifier), gt(signInLinks.expiresAt, now)))
    .returning({ email: signInLinks.value });
  return taken?.email;
}

/** Makes an address somebody's; false when another has it. */
export async function takeAddress(tx: Tx, personId: number, email: string, now: Date): Promise<boolean> {
  const others = tx
    .select({ one: sql`1` })
    .from(people)
    .where(and(eq(people.email, email), sql`${people.id} <> ${personId}`));
  const changed = await tx
    .update(people)
    .set({ email, emailVerified: true, updatedAt: now })
    .where(and(eq(people.id, personId), notExists(others)))
    .returning({ id: people.id });
  return changed.length > 0;
}
