import { and, eq, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/connection";
import { type MailState, outbox } from "@/lib/db/schema/mail";
import { type DeliveryState, reportDeliveries as deliveries } from "@/lib/db/schema/reports";

/** What a mail's state in the outbox is for its delivery. */
const STATES: Record<MailState, DeliveryState> = {
  waiting: "handed",
  sending: "handed",
  "handing-over": "handed",
  sent: "sent",
  failed: "failed",
  uncertain: "uncertain",
  withdrawn: "withdrawn",
};

/** A delivery by mail, and what its mail came to; without the latter its mail is in the outbox no more. */
export interface MovedMail {
  id: string;
  state: DeliveryState;
  attempts: number;
  to:
    | (Pick<typeof outbox.$inferSelect, "attempts" | "firstAttempt" | "nextAttempt" | "reply" | "settled"> & {
        state: DeliveryState;
      })
    | undefined;
}

/** Deliveries by mail of which the outbox knows more than they do; of those whose mail was taken out of it, that. */
export async function movedMail(db: Db): Promise<MovedMail[]> {
  const rows = await db
    .select({
      id: deliveries.id,
      state: deliveries.state,
      attempts: deliveries.attempts,
      mail: {
        ...{ state: outbox.state, attempts: outbox.attempts, firstAttempt: outbox.firstAttempt, reply: outbox.reply },
        ...{ settled: outbox.settled, nextAttempt: outbox.nextAttempt },
      },
    })
    .from(deliveries)
    .leftJoin(outbox, sql`${outbox.key} = 'report/' || ${deliveries.id}::text`)
    // In the words of the two indexes that hold these rows alone.
    .where(
      and(
        eq(deliveries.kind, "mail"),
        sql`(${deliveries.state} in ('waiting', 'sending', 'handed') or ${deliveries.state} in ('failed', 'uncertain'))`,
      ),
    );
  return rows.flatMap(({ mail, ...delivery }): MovedMail[] => {
    // Settled long ago, and forgotten there.
    if (!mail) return delivery.state === "handed" ? [{ ...delivery, to: undefined }] : [];
    const to = { ...mail, state: STATES[mail.state] };
    return to.state === delivery.state && mail.attempts === delivery.attempts ? [] : [{ ...delivery, to }];
  });
}

/** Notes how the mail of a delivery went; false when another process did. */
export async function noteMail(tx: Tx, { id, state, attempts, to }: MovedMail, now: Date): Promise<boolean> {
  const noted = await tx
    .update(deliveries)
    .set(
      to
        ? {
            ...{ state: to.state, attempts: to.attempts, firstAttempt: to.firstAttempt, reply: to.reply },
            ...{ settled: to.state === "handed" ? null : (to.settled ?? now), nextAttempt: to.nextAttempt },
          }
        : { state: "withdrawn", reply: "the mail was taken out of the outbox", settled: now },
    )
    .where(and(eq(deliveries.id, id), eq(deliveries.state, state), eq(deliveries.attempts, attempts)))
    .returning({ id: deliveries.id });
  return noted.length === 1;
}
