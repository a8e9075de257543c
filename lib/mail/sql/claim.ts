import { randomUUID } from "node:crypto";
import { and, asc, desc, eq, inArray, lt, lte, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/connection";
import { type MailState, outbox } from "@/lib/db/schema/mail";

/** A row one process is at. */
export interface ClaimedMail {
  id: string;
  kind: string;
  recipient: string;
  payload: Record<string, string>;
  attempts: number;
  firstAttempt: Date;
  claim: string;
}

/** Takes the next mail that is due, or the one of a key, for as long as the lease. */
export async function claimMail(db: Db, now: Date, leaseMs: number, key?: string): Promise<ClaimedMail | undefined> {
  const due = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.state, "waiting"), key === undefined ? lte(outbox.nextAttempt, now) : eq(outbox.key, key)))
    .orderBy(desc(outbox.urgent), asc(outbox.nextAttempt), asc(outbox.made))
    .limit(1)
    .for("update", { skipLocked: true });
  const claim = randomUUID();
  const [row] = await db
    .update(outbox)
    .set({
      state: "sending",
      claim,
      leaseUntil: new Date(now.getTime() + leaseMs),
      attempts: sql`least(${outbox.attempts} + 1, 32767)`,
      firstAttempt: sql`coalesce(${outbox.firstAttempt}, ${now.toISOString()}::timestamptz)`,
    })
    .where(inArray(outbox.id, due))
    .returning();
  if (!row) return undefined;
  const { id, kind, recipient, payload, attempts, firstAttempt } = row;
  return { id, kind, recipient: recipient ?? "", payload, attempts, firstAttempt: firstAttempt ?? now, claim };
}

/**
 * Notes that the end of the message is about to be sent, and what it says. False when the mail is no longer this process's. A
 * transaction of its own: of a process that dies before its COMMIT nothing stays.
 */
export async function markHandingOver(db: Db, { id, claim }: ClaimedMail, subject: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const marked = await tx
      .update(outbox)
      .set({ state: "handing-over", subject })
      .where(and(eq(outbox.id, id), eq(outbox.claim, claim), eq(outbox.state, "sending")))
      .returning({ id: outbox.id });
    return marked.length === 1;
  });
}

export interface Outcome {
  state: MailState;
  reply: string;
  faultOf?: "server" | "recipient";
  nextAttempt?: Date;
}

/** Writes down how an attempt ended. An answer that comes late still ends what was taken for uncertain. */
export async function settleMail(db: Db, { id, claim }: ClaimedMail, outcome: Outcome, now: Date): Promise<void> {
  await db
    .update(outbox)
    .set({
      ...{ state: outcome.state, reply: outcome.reply, faultOf: outcome.faultOf ?? null, leaseUntil: null },
      ...(outcome.nextAttempt ? { nextAttempt: outcome.nextAttempt } : {}),
      settled: outcome.state === "waiting" ? null : now,
    })
    .where(
      and(
        eq(outbox.id, id),
        eq(outbox.claim, claim),
        inArray(outbox.state, ["sending", "handing-over", "uncertain"] satisfies MailState[]),
      ),
    );
}

/** What processes that are gone left behind: what was not handed over waits again, what was is uncertain for good. */
export async function takeOverAbandoned(
  db: Db,
  now: Date,
  next: (attempts: number) => Date | undefined,
): Promise<void> {
  const gone = lt(outbox.leaseUntil, now);
  await db
    .update(outbox)
    .set({ state: "uncertain", settled: now, leaseUntil: null, reply: "the process ended before the server's answer" })
    .where(and(eq(outbox.state, "handing-over"), gone));
  const left = await db
    .select({ id: outbox.id, claim: outbox.claim, attempts: outbox.attempts })
    .from(outbox)
    .where(and(eq(outbox.state, "sending"), gone));
  for (const mail of left) {
    const nextAttempt = next(mail.attempts);
    await db
      .update(outbox)
      .set({
        ...(nextAttempt ? { state: "waiting", nextAttempt } : { state: "failed", settled: now }),
        ...{ claim: null, leaseUntil: null, faultOf: "server", reply: "the process ended before the message was sent" },
      })
      .where(
        and(eq(outbox.id, mail.id), eq(outbox.state, "sending"), mail.claim ? eq(outbox.claim, mail.claim) : undefined),
      );
  }
}
