import { and, asc, desc, eq, gt, inArray, isNotNull, lt, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/connection";
import { type MailState, outbox } from "@/lib/db/schema/mail";
import type { Mail } from "../mail";

/** Hosts that nobody has (RFC 2606): what stands in place of an address ends so. */
const NOBODYS = /\.invalid$/i;

/** Puts mail into the outbox, in the transaction of what causes it; says whose keys were new. Addresses nobody can have get none. */
export async function queueMail(tx: Db | Tx, mail: readonly Mail[], now: Date): Promise<string[]> {
  const deliverable = mail.filter(({ recipient }) => !NOBODYS.test(recipient.email));
  if (deliverable.length === 0) return [];
  const rows = deliverable.map(({ kind, key, recipient, payload, urgent = false, due = now }) => ({
    ...{ kind, key, payload, urgent, recipient: recipient.email, mailbox: recipient.mailbox },
    ...{ made: now, nextAttempt: due },
  }));
  const made = await tx.insert(outbox).values(rows).onConflictDoNothing().returning({ key: outbox.key });
  return made.map(({ key }) => key);
}

export interface OutboxCounts {
  waiting: number;
  failed: number;
  uncertain: number;
  /** When the oldest mail was made that waits for want of a server, and not of its own recipient's. */
  waitingSince: Date | null;
}

export async function outboxCounts(db: Db): Promise<OutboxCounts> {
  const of = (...states: MailState[]) => sql<number>`count(*) filter (where ${inArray(outbox.state, states)})::int`;
  const underWay: MailState[] = ["waiting", "sending", "handing-over"];
  const [row] = await db
    .select({
      waiting: of(...underWay),
      failed: of("failed"),
      uncertain: of("uncertain"),
      since: sql<string | null>`min(${outbox.made}) filter (where ${inArray(outbox.state, underWay)}
        and ${outbox.faultOf} is distinct from 'recipient')`,
    })
    .from(outbox)
    .where(sql`state <> 'sent'`);
  const { waiting = 0, failed = 0, uncertain = 0, since = null } = row ?? {};
  return { waiting, failed, uncertain, waitingSince: since === null ? null : new Date(since) };
}

/** Mail of some states, newest first. */
export async function outboxRows(db: Db, states: readonly MailState[], limit: number) {
  return db
    .select()
    .from(outbox)
    .where(inArray(outbox.state, [...states]))
    .orderBy(desc(outbox.made))
    .limit(limit);
}

export async function outboxRow(db: Db, key: string) {
  const [row] = await db.select().from(outbox).where(eq(outbox.key, key));
  return row;
}

/** Lets a mail that failed, or may not have arrived, be tried afresh; false when it is neither. */
export async function retryMail(db: Db, id: string, now: Date): Promise<boolean> {
  const again = await db
    .update(outbox)
    .set({ state: "waiting", attempts: 0, firstAttempt: null, nextAttempt: now, claim: null, settled: null })
    .where(and(eq(outbox.id, id), inArray(outbox.state, ["failed", "uncertain"]), isNotNull(outbox.recipient)))
    .returning({ id: outbox.id });
  return again.length === 1;
}

/** Everything in the outbox that names a mailbox's address. */
export async function mailTo(db: Db | Tx, mailbox: string) {
  return db.select().from(outbox).where(eq(outbox.mailbox, mailbox)).orderBy(asc(outbox.made));
}

export async function deleteMail(db: Db | Tx, ids: string[]): Promise<void> {
  if (ids.length > 0) await db.delete(outbox).where(inArray(outbox.id, ids));
}

/** Mail of a kind that was made for one mailbox, and for all, since given instants. */
export async function madeSince(tx: Tx, kind: string, mailbox: string, since: Date): Promise<Date[]> {
  const rows = await tx
    .select({ made: outbox.made })
    .from(outbox)
    .where(and(eq(outbox.kind, kind), eq(outbox.mailbox, mailbox), gt(outbox.made, since)));
  return rows.map(({ made }) => made);
}

export async function countMadeSince(tx: Tx, kind: string, since: Date): Promise<number> {
  const [row] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(outbox)
    .where(and(gt(outbox.made, since), eq(outbox.kind, kind)));
  return row?.n ?? 0;
}

/** Forgets whom settled mail went to and what it said; keys stay as long as they could be asked for again. */
export async function forgetMail(db: Db, { contents, keys }: { contents: Date; keys: Date }): Promise<void> {
  await db
    .update(outbox)
    .set({ recipient: null, mailbox: null, payload: {}, reply: null, subject: null })
    .where(and(isNotNull(outbox.recipient), lt(outbox.settled, contents)));
  await db.delete(outbox).where(lt(outbox.settled, keys));
}

/** When a mail was last taken by the server; undefined when none is on record. */
export async function lastSent(db: Db): Promise<Date | undefined> {
  const [row] = await db
    .select({ settled: outbox.settled })
    .from(outbox)
    .where(eq(outbox.state, "sent"))
    .orderBy(sql`${outbox.settled} desc nulls last`)
    .limit(1);
  return row?.settled ?? undefined;
}
