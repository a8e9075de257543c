import { addDays, DAY_MS, dayOf } from "@/lib/calendar/day";
import { startOf } from "@/lib/calendar/interval";
import type { Db } from "@/lib/db/connection";
import { mailboxOf } from "@/lib/mail/address";
import type { Mail } from "@/lib/mail/mail";
import { queueMail } from "@/lib/mail/sql/outbox";
import { type Reached, reachedMilestones } from "../reached";
import { lastCompleteMonth, lastMade, markTold, toldRows, type Wisher, wishers } from "../sql/mail";
import { hasOwnArticles } from "../sql/own";
import { AUTHOR_DIGEST, AUTHOR_MILESTONES } from "./kinds";
import { writtenMilestones } from "./told";

/** Milestone mails of one person lie at least so far apart. */
const APART_DAYS = 28;
/** What was reached longer ago and never told is no news: an article that came to its author late, or mail that was off. */
const STALE_DAYS = 90;
/** A digest is of the month before; one that could not go out for longer than this is not sent any more. */
const LATE_DAYS = 31;

/**
 * Puts what authors asked for into the outbox, each thing once, and returns how many mails that made. Run late, twice or by several
 * processes: the same mails.
 */
export async function makeAuthorMail(db: Db, now: Date): Promise<number> {
  return (await makeDigests(db, now)) + (await makeMilestoneMails(db, now));
}

/** A digest of each month, when its figures are complete: late, once, after an outage. */
async function makeDigests(db: Db, now: Date): Promise<number> {
  const last = await lastCompleteMonth(db);
  if (!last) return 0;
  const before = startOf("month", addDays(startOf("month", dayOf(now)), -1));
  if (last.month !== before || last.completed.getTime() < now.getTime() - LATE_DAYS * DAY_MS) return 0;
  let made = 0;
  for (const wisher of await wishers(db, "digest")) {
    // Whoever asks for digests gets the next one.
    if (wisher.changed > last.completed || !(await hasOwnArticles(db, wisher.personId))) continue;
    const since = (await lastMade(db, AUTHOR_DIGEST, wisher.personId)) ?? wisher.changed;
    const payload = { month: last.month, since: since.toISOString(), until: now.toISOString() };
    made += (await queueMail(db, [mailTo(wisher, AUTHOR_DIGEST, last.month.slice(0, 7), payload)], now)).length;
  }
  return made;
}

async function makeMilestoneMails(db: Db, now: Date): Promise<number> {
  let made = 0;
  for (const wisher of await wishers(db, "milestones")) {
    const { personId } = wisher;
    const last = await lastMade(db, AUTHOR_MILESTONES, personId);
    if (last && last.getTime() > now.getTime() - APART_DAYS * DAY_MS) continue;
    const told = new Set((await toldRows(db, personId)).map(({ articleId, milestone }) => `${articleId}/${milestone}`));
    const untold = (await reachedMilestones(db, personId)).filter(
      ({ articleId, milestone }) => !told.has(`${articleId}/${milestone}`),
    );
    if (untold.length === 0) continue;
    const oldest = addDays(dayOf(now), -STALE_DAYS);
    const news = highestOf(untold.filter(({ day }) => day >= oldest));
    made += await db.transaction(async (tx) => {
      const payload = { told: writtenMilestones(news) };
      const mails = news.length > 0 ? [mailTo(wisher, AUTHOR_MILESTONES, dayOf(now).slice(0, 7), payload)] : [];
      const queued = await queueMail(tx, mails, now);
      // Another process was first: what is told is what its mail says.
      if (queued.length === mails.length) await markTold(tx, personId, untold, now);
      return queued.length;
    });
  }
  return made;
}

/** Of several milestones that an article passed meanwhile only the last is worth a line. */
const highestOf = (reached: readonly Reached[]): Reached[] =>
  reached.filter(
    ({ articleId, milestone }) => !reached.some((one) => one.articleId === articleId && one.milestone > milestone),
  );

const mailTo = (
  { personId, email }: Wisher,
  kind: string,
  occasion: string,
  payload: Record<string, string>,
): Mail => ({
  ...{ kind, key: `${kind}/${personId}/${occasion}` },
  recipient: { email, mailbox: mailboxOf(email) },
  payload: { person: String(personId), ...payload },
});
