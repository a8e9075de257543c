import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/connection";
import { journals, specialIssues } from "@/lib/db/schema/catalogue";
import { type AlertFrequency, alertKeys, alertSubscriptions } from "@/lib/db/schema/mail";

/** What the links that end subscriptions are made with; made on first use. */
export async function leaveKey(tx: Db | Tx): Promise<Buffer> {
  await tx.insert(alertKeys).values({ id: 1 }).onConflictDoNothing();
  const [row] = await tx.select({ key: alertKeys.leaveKey }).from(alertKeys);
  if (!row) throw new Error("there is no key for links");
  return row.key;
}

export interface NewSubscription {
  email: string;
  emailKey: string;
  journalId: number;
  specialIssueId: number | null;
  frequency: AlertFrequency;
  leaveToken: Buffer;
}

/** Writes a confirmed subscription, or another frequency into the one that is there. What was there before now is not news to it. */
export async function putSubscription(tx: Tx, subscription: NewSubscription, now: Date): Promise<void> {
  const { frequency } = subscription;
  await tx
    .insert(alertSubscriptions)
    .values({ ...subscription, confirmed: now, toldThrough: now })
    .onConflictDoUpdate({
      target: [alertSubscriptions.emailKey, alertSubscriptions.journalId, alertSubscriptions.specialIssueId],
      set: {
        frequency,
        toldThrough: sql`case when ${alertSubscriptions.frequency} = excluded.frequency
          then ${alertSubscriptions.toldThrough} else excluded.told_through end`,
      },
    });
}

const whole = (db: Db | Tx) =>
  db
    .select({ subscription: alertSubscriptions, journal: journals, specialIssue: specialIssues })
    .from(alertSubscriptions)
    .innerJoin(journals, eq(journals.id, alertSubscriptions.journalId))
    .leftJoin(specialIssues, eq(specialIssues.id, alertSubscriptions.specialIssueId));

/** A subscription with what it is to. */
export async function subscriptionRow(db: Db | Tx, id: string) {
  const [row] = await whole(db).where(eq(alertSubscriptions.id, id));
  return row;
}

export async function subscriptionByLeaveToken(db: Db | Tx, token: Buffer) {
  const [row] = await whole(db).where(eq(alertSubscriptions.leaveToken, token));
  return row;
}

export async function subscriptionOf(
  db: Db | Tx,
  of: Pick<NewSubscription, "emailKey" | "journalId" | "specialIssueId">,
) {
  const [row] = await db
    .select()
    .from(alertSubscriptions)
    .where(
      and(
        eq(alertSubscriptions.emailKey, of.emailKey),
        eq(alertSubscriptions.journalId, of.journalId),
        of.specialIssueId === null
          ? isNull(alertSubscriptions.specialIssueId)
          : eq(alertSubscriptions.specialIssueId, of.specialIssueId),
      ),
    );
  return row;
}

export async function subscriptionRows(db: Db, emailKey?: string) {
  return whole(db)
    .where(emailKey === undefined ? undefined : eq(alertSubscriptions.emailKey, emailKey))
    .orderBy(asc(journals.title), asc(specialIssues.title), asc(alertSubscriptions.emailKey));
}

export async function deleteSubscription(tx: Tx, id: string): Promise<boolean> {
  const gone = await tx
    .delete(alertSubscriptions)
    .where(eq(alertSubscriptions.id, id))
    .returning({ id: alertSubscriptions.id });
  return gone.length > 0;
}

export async function deleteSubscriptionsOf(tx: Tx, emailKey: string): Promise<number> {
  const gone = await tx
    .delete(alertSubscriptions)
    .where(eq(alertSubscriptions.emailKey, emailKey))
    .returning({ id: alertSubscriptions.id });
  return gone.length;
}
