import type { Db, Tx } from "@/lib/db/connection";
import { mailboxOf } from "@/lib/mail/address";
import { deleteMail, mailTo } from "@/lib/mail/sql/outbox";
import { CONFIRMATION } from "./sign-up";
import { deleteSubscription, subscriptionByLeaveToken } from "./sql/subscriptions";
import type { Subject } from "./subject";
import { parseLeaveToken } from "./token";

/** What a link would end; undefined when there is nothing, or no longer. Changes nothing. */
export async function leavable(
  db: Db | Tx,
  token: string,
): Promise<(Subject & { id: string; email: string }) | undefined> {
  const parsed = parseLeaveToken(token);
  const found = parsed && (await subscriptionByLeaveToken(db, parsed));
  if (!found) return undefined;
  const { subscription, journal, specialIssue } = found;
  return { journal, specialIssue, id: subscription.id, email: subscription.email };
}

/** Ends a subscription and forgets its address; mail of it that waits is not sent. Again, or with a link of nothing, it does nothing. */
export async function leave(db: Db, token: string): Promise<Subject | undefined> {
  return db.transaction(async (tx) => {
    const found = await leavable(tx, token);
    if (!found) return undefined;
    await deleteSubscription(tx, found.id);
    const mail = await mailTo(tx, mailboxOf(found.email));
    const ours = mail.filter(({ kind, payload }) => kind !== CONFIRMATION && payload.subscription === found.id);
    await deleteMail(
      tx,
      ours.map(({ id }) => id),
    );
    return found;
  });
}
