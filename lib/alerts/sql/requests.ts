import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/connection";
import { LOCK_SPACE } from "@/lib/db/queries";
import { journals, specialIssues } from "@/lib/db/schema/catalogue";
import { type AlertFrequency, alertRequests } from "@/lib/db/schema/mail";
import type { MailAddress } from "@/lib/mail/address";

const SIGN_UPS = 3;

/** Sign-ups go one after another, so that two at once do not both find room under a limit. */
export async function lockSignUps(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK_SPACE}, ${SIGN_UPS})`);
}

export interface Wish {
  address: MailAddress;
  journalId: number;
  specialIssueId: number | null;
  frequency: AlertFrequency;
}

/** When the sign-up of an address for a journal or special issue was last mailed; null when it never was, or is not there. */
export async function lastMailed(tx: Tx, { address, journalId, specialIssueId }: Wish): Promise<Date | null> {
  const [row] = await tx
    .select({ mailed: alertRequests.mailed })
    .from(alertRequests)
    .where(
      and(
        eq(alertRequests.emailKey, address.key),
        eq(alertRequests.journalId, journalId),
        specialIssueId === null
          ? isNull(alertRequests.specialIssueId)
          : eq(alertRequests.specialIssueId, specialIssueId),
      ),
    );
  return row?.mailed ?? null;
}

/** Notes a sign-up. One that causes no mail changes nothing of one that waits to be confirmed, but is written all the same. */
export async function putRequest(tx: Tx, wish: Wish, mailing: boolean, now: Date): Promise<string> {
  const { address, journalId, specialIssueId, frequency } = wish;
  const news = { email: address.email, frequency, asked: now, mailed: mailing ? now : null };
  const [row] = await tx
    .insert(alertRequests)
    .values({ emailKey: address.key, journalId, specialIssueId, ...news })
    .onConflictDoUpdate({
      target: [alertRequests.emailKey, alertRequests.journalId, alertRequests.specialIssueId],
      set: mailing ? news : { asked: sql`${alertRequests.asked}` },
    })
    .returning({ id: alertRequests.id });
  if (!row) throw new Error("the sign-up was not written");
  return row.id;
}

/** A sign-up with what it is for; `forUpdate` keeps others from it until the transaction ends. */
export async function requestRow(db: Db | Tx, id: string, { forUpdate = false } = {}) {
  const query = db
    .select({ request: alertRequests, journal: journals, specialIssue: specialIssues })
    .from(alertRequests)
    .innerJoin(journals, eq(journals.id, alertRequests.journalId))
    .leftJoin(specialIssues, eq(specialIssues.id, alertRequests.specialIssueId))
    .where(eq(alertRequests.id, id));
  const [row] = await (forUpdate ? query.for("update", { of: alertRequests }) : query);
  return row;
}

/** Makes a link good beside those sent before. */
export async function addToken(db: Db, id: string, hash: Buffer, expires: Date): Promise<void> {
  await db
    .update(alertRequests)
    .set({ tokens: sql`array_append(${alertRequests.tokens}, ${hash}::bytea)`, expires })
    .where(eq(alertRequests.id, id));
}

export async function deleteRequest(tx: Tx, id: string): Promise<void> {
  await tx.delete(alertRequests).where(eq(alertRequests.id, id));
}

/** Forgets sign-ups that nobody confirmed. */
export async function forgetRequests(db: Db, before: Date, now: Date): Promise<void> {
  await db
    .delete(alertRequests)
    .where(and(lt(alertRequests.asked, before), or(isNull(alertRequests.expires), lt(alertRequests.expires, now))));
}

export async function requestsOf(db: Db | Tx, emailKey: string) {
  return db.select().from(alertRequests).where(eq(alertRequests.emailKey, emailKey));
}

export async function deleteRequestsOf(tx: Tx, emailKey: string): Promise<number> {
  const gone = await tx
    .delete(alertRequests)
    .where(eq(alertRequests.emailKey, emailKey))
    .returning({ id: alertRequests.id });
  return gone.length;
}
