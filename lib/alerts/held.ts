import type { Db } from "@/lib/db/connection";
import type { MailAddress } from "@/lib/mail/address";
import { deleteMail, mailTo } from "@/lib/mail/sql/outbox";
import { deleteRequestsOf, requestsOf } from "./sql/requests";
import { deleteSubscriptionsOf, subscriptionRows } from "./sql/subscriptions";

/** Everything that is kept about an address, for the person it belongs to. Links that open anything are left out. */
export async function heldAbout(db: Db, { key, mailbox }: MailAddress) {
  const [subscriptions, requests, mail] = await Promise.all([
    subscriptionRows(db, key),
    requestsOf(db, key),
    mailTo(db, mailbox),
  ]);
  return {
    address: key,
    subscriptions: subscriptions.map(({ subscription, journal, specialIssue }) => ({
      address: subscription.email,
      journal: journal.issn,
      specialIssue: specialIssue?.slug ?? null,
      frequency: subscription.frequency,
      confirmed: subscription.confirmed.toISOString(),
      toldThrough: subscription.toldThrough.toISOString(),
    })),
    unconfirmed: requests.map(({ email, journalId, specialIssueId, frequency, asked, expires }) => ({
      ...{ address: email, journalId, specialIssueId, frequency },
      ...{ asked: asked.toISOString(), linkGoodUntil: expires?.toISOString() ?? null },
    })),
    mail: mail
      .filter(({ recipient }) => recipient?.toLowerCase() === key)
      .map(({ recipient, kind, subject, state, made, settled, attempts, payload, reply }) => ({
        ...{ address: recipient, kind, subject, state, made: made.toISOString() },
        ...{ settled: settled?.toISOString() ?? null, attempts, payload, reply },
      })),
  };
}

export interface Erased {
  subscriptions: number;
  unconfirmed: number;
  mail: number;
}

/** Forgets an address everywhere, what waits to be sent to it included; afterwards nothing tells that it was ever here. */
export async function erase(db: Db, { key, mailbox }: MailAddress): Promise<Erased> {
  return db.transaction(async (tx) => {
    const subscriptions = await deleteSubscriptionsOf(tx, key);
    const unconfirmed = await deleteRequestsOf(tx, key);
    const mail = (await mailTo(tx, mailbox)).filter(({ recipient }) => recipient?.toLowerCase() === key);
    await deleteMail(
      tx,
      mail.map(({ id }) => id),
    );
    return { subscriptions, unconfirmed, mail: mail.length };
  });
}
