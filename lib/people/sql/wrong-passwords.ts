import { eq, lt, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/connection";
import { sessions, signInLinks, wrongPasswords } from "@/lib/db/schema/people";

/**
 * Counts a try before it is made and says the how-manieth it is since `since`: tries made at once are counted one by one, so that none
 * is free.
 */
export async function countTry(db: Db, emailHash: Buffer, since: Date, now: Date): Promise<number> {
  const over = sql`${wrongPasswords.since} < ${since.toISOString()}::timestamptz`;
  const [row] = await db
    .insert(wrongPasswords)
    .values({ emailHash, since: now, times: 1 })
    .onConflictDoUpdate({
      target: wrongPasswords.emailHash,
      set: {
        since: sql`case when ${over} then excluded.since else ${wrongPasswords.since} end`,
        times: sql`case when ${over} then 1 else least(${wrongPasswords.times} + 1, 10000) end`,
      },
    })
    .returning({ times: wrongPasswords.times });
  return row?.times ?? 1;
}

export async function forgetTries(db: Db, emailHash: Buffer): Promise<void> {
  await db.delete(wrongPasswords).where(eq(wrongPasswords.emailHash, emailHash));
}

/** Forgets what is over: tries, links and sessions. */
export async function forgetOver(db: Db, triesBefore: Date, now: Date): Promise<void> {
  await db.delete(wrongPasswords).where(lt(wrongPasswords.since, triesBefore));
  await db.delete(signInLinks).where(lt(signInLinks.expiresAt, now));
  await db.delete(sessions).where(lt(sessions.expiresAt, now));
}
