import { DAY_MS, dayOf } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { mailboxOf } from "@/lib/mail/address";
import type { Mail } from "@/lib/mail/mail";
import { queueMail } from "@/lib/mail/sql/outbox";
import { issuesToMail, weekEnd } from "./rules";
import {
  decideIssue,
  dueSubscriptions,
  earliestSubscriber,
  mailedIssues,
  type Occasion,
  occasionKey,
  putToldThrough,
  type SettledIssue,
  settledIssues,
  subscribersBefore,
} from "./sql/news";

export const NEW_ISSUE = "alert-issue";
export const NEW_ARTICLES = "alert-articles";

const GROUP = 500;

/**
 * Puts what subscribers are to be told into the outbox, each thing once, and returns how many mails that made. Run late, twice or by
 * several processes: the same mails.
 */
export async function makeDue(db: Db, now: Date, quietMs: number): Promise<number> {
  let made = 0;
  const settled = await settledIssues(db, now, quietMs);
  for (const journalId of new Set(settled.map((issue) => issue.journalId)))
    made += await tellIssues(
      db,
      settled.filter((issue) => issue.journalId === journalId),
      now,
    );
  const monday = weekEnd(now);
  const occasions: Occasion[] = [
    { frequency: "week", kind: NEW_ARTICLES, through: monday, name: `week/${dayOf(monday)}` },
    { frequency: "grows", kind: NEW_ARTICLES, through: new Date(now.getTime() - quietMs), name: `day/${dayOf(now)}` },
  ];
  for (const occasion of occasions) made += await tellArticles(db, occasion, now);
  return made;
}

async function tellIssues(db: Db, settled: readonly SettledIssue[], now: Date): Promise<number> {
  const [first] = settled;
  if (!first) return 0;
  return db.transaction(async (tx) => {
    let made = 0;
    const week = await mailedIssues(tx, first.journalId, new Date(now.getTime() - 7 * DAY_MS));
    const earliest = await earliestSubscriber(tx, first.journalId);
    // What nobody could be told of does not use up the week's number.
    const told = issuesToMail(
      settled.filter(({ news, began }) => news && earliest !== null && began > earliest),
      week,
    );
    for (const issue of settled) {
      const tell = told.includes(issue);
      if (!(await decideIssue(tx, issue, tell, now)) || !tell) continue;
      const subscribers = await subscribersBefore(tx, issue.journalId, issue.began);
      const mails = subscribers.map(({ id, email }) => issueMail(issue, id, email));
      for (let at = 0; at < mails.length; at += GROUP)
        made += (await queueMail(tx, mails.slice(at, at + GROUP), now)).length;
    }
    return made;
  });
}

const issueMail = ({ volume, issue }: SettledIssue, id: string, email: string): Mail => ({
  kind: NEW_ISSUE,
  key: `${NEW_ISSUE}/${id}/${JSON.stringify([volume, issue])}`,
  recipient: { email, mailbox: mailboxOf(email) },
  payload: { subscription: id, volume, issue },
});

async function tellArticles(db: Db, occasion: Occasion, now: Date): Promise<number> {
  const { kind, frequency, through } = occasion;
  let made = 0;
  for (;;) {
    const told = await db.transaction(async (tx) => {
      const due = await dueSubscriptions(tx, occasion, GROUP);
      const mails = due.map(({ id, email, toldThrough: from }) => ({
        kind,
        key: occasionKey(occasion, id),
        recipient: { email, mailbox: mailboxOf(email) },
        payload: { subscription: id, occasion: frequency, from: from.toISOString(), through: through.toISOString() },
      }));
      await queueMail(tx, mails, now);
      await putToldThrough(
        tx,
        due.map(({ id }) => id),
        through,
      );
      return due.length;
    });
    made += told;
    if (told < GROUP) return made;
  }
}
