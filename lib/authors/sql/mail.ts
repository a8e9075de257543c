import { and, eq, sql } from "drizzle-orm";
import type { Day } from "@/lib/calendar/day";
import type { Db, Tx } from "@/lib/db/connection";
import { authorMail, toldMilestones } from "@/lib/db/schema/authors";
import { outbox } from "@/lib/db/schema/mail";
import { people } from "@/lib/db/schema/people";

export interface MailWishes {
  digest: boolean;
  milestones: boolean;
}

/** What somebody asked for; nothing without a row. */
export async function wishesRow(db: Db | Tx, personId: number) {
  const [row] = await db.select().from(authorMail).where(eq(authorMail.personId, personId));
  return row;
}

/** Writes down what somebody asks for. Links in old mails keep working: the token stays. */
export async function putWishes(
  tx: Tx,
  personId: number,
  wishes: MailWishes,
  { token, now }: { token: Buffer; now: Date },
): Promise<void> {
  await tx
    .insert(authorMail)
    .values({ personId, ...wishes, leaveToken: token, changed: now })
    .onConflictDoUpdate({ target: authorMail.personId, set: { ...wishes, changed: now } });
}

export async function personByLeaveToken(db: Db | Tx, token: Buffer) {
  const [row] = await db
    .select({
      personId: authorMail.personId,
      digest: authorMail.digest,
      milestones: authorMail.milestones,
      email: people.email,
    })
    .from(authorMail)
    .innerJoin(people, eq(people.id, authorMail.personId))
    .where(eq(authorMail.leaveToken, token));
  return row;
}

export interface Wisher extends MailWishes {
  personId: number;
  name: string;
  email: string;
  leaveToken: Buffer;
  changed: Date;
}

const wisher = {
  personId: authorMail.personId,
  digest: authorMail.digest,
  milestones: authorMail.milestones,
  leaveToken: authorMail.leaveToken,
  changed: authorMail.changed,
  name: people.name,
  email: people.email,
};

/** Everybody who wants a kind of mail and whose address is known to be theirs. */
export async function wishers(db: Db, kind: keyof MailWishes): Promise<Wisher[]> {
  return db
    .select(wisher)
    .from(authorMail)
    .innerJoin(people, eq(people.id, authorMail.personId))
    .where(and(eq(authorMail[kind], true), eq(people.emailVerified, true)))
    .orderBy(authorMail.personId);
}

/** One of them; undefined for who wants it no more. */
export async function wisherRow(db: Db, kind: keyof MailWishes, personId: number): Promise<Wisher | undefined> {
  const [row] = await db
    .select(wisher)
    .from(authorMail)
    .innerJoin(people, eq(people.id, authorMail.personId))
    .where(and(eq(authorMail.personId, personId), eq(authorMail[kind], true), eq(people.emailVerified, true)));
  return row;
}

/** When mail of a kind was last made for somebody: keys outlive what was in the mail. */
export async function lastMade(db: Db | Tx, kind: string, personId: number): Promise<Date | undefined> {
  const [row] = await db
    .select({ at: sql<Date | null>`max(${outbox.made})`.mapWith(outbox.made) })
    .from(outbox)
    .where(and(eq(outbox.kind, kind), sql`${outbox.key} like ${`${kind}/${personId}/%`}`));
  return row?.at ?? undefined;
}

export async function toldRows(db: Db | Tx, personId: number): Promise<{ articleId: number; milestone: number }[]> {
  return db
    .select({ articleId: toldMilestones.articleId, milestone: toldMilestones.milestone })
    .from(toldMilestones)
    .where(eq(toldMilestones.personId, personId));
}

export async function markTold(
  tx: Db | Tx,
  personId: number,
  milestones: readonly { articleId: number; milestone: number }[],
  now: Date,
): Promise<void> {
  if (milestones.length === 0) return;
  await tx
    .insert(toldMilestones)
    .values(milestones.map(({ articleId, milestone }) => ({ personId, articleId, milestone, told: now })))
    .onConflictDoNothing();
}

/** The month that was completed last, and when. */
export async function lastCompleteMonth({ $client: sql }: Db): Promise<{ month: Day; completed: Date } | undefined> {
  const [row] = await sql<{ month: Day; completed: Date }[]>`
    select month::text as month, completed from usage_months where completed is not null order by month desc limit 1`;
  return row && { month: row.month, completed: new Date(row.completed) };
}
