import { DAY_MS, dayOf, startOfDay } from "@/lib/calendar/day";

const HOUR_MS = 3_600_000;

// What is mailed. The sign-up page prints these rules; docs/mail.md gives the reasons.

/** An article is news when it was published no longer than this before it came in: archives that are taken in are not mailed. */
export const NEWS_DAYS = 90;
/** New issues of one journal that are mailed in any seven days. */
export const ISSUES_A_WEEK = 3;
/** What came in longer ago is not mailed any more: alerts had been switched off. */
export const STALE_MS = 30 * DAY_MS;
/** Articles a mail names one by one. */
export const ARTICLES_SHOWN = 100;

// What a sign-up may cause.

export const LINK_HOURS = 48;
export const LINK_MS = LINK_HOURS * HOUR_MS;
/** Sign-ups nobody confirmed are forgotten after this. */
export const REQUEST_KEPT_MS = 3 * DAY_MS;
/** Mails with a link to one mailbox, whatever it was asked for. */
export const MAILS_A_DAY = 3;
export const MAILS_A_MONTH = 10;
/** Asked again for the same sooner than this, nothing is sent again. */
export const AGAIN_MS = 10 * 60_000;
/** Mails with a link, to anybody. */
export const MAILS_AN_HOUR = 200;
/** Sign-ups from one network address. */
export const VISITOR_AN_HOUR = 10;

// What is kept.

/** Whom a mail went to. */
export const MAIL_KEPT_MS = 30 * DAY_MS;
/** That a mail was made: longer than anything could cause it again. */
export const KEYS_KEPT_MS = 400 * DAY_MS;

/** Weekly mails are made from this hour of Monday on, UTC; what was written before midnight is then there to be read. */
const WEEK_HOUR = 4;

/** The midnight of the Monday whose weekly mail is due, or was due last. */
export function weekEnd(now: Date): Date {
  const then = new Date(now.getTime() - WEEK_HOUR * HOUR_MS);
  const sinceMonday = (then.getUTCDay() + 6) % 7;
  return new Date(startOfDay(dayOf(then)).getTime() - sinceMonday * DAY_MS);
}

/** What limits a journal's new issues: of those that settle together the newest first, and more than a week's number are an archive. */
export function issuesToMail<I extends { volume: string; issue: string }>(
  settled: readonly I[],
  mailedThisWeek: number,
): I[] {
  const newestFirst = settled.toSorted(
    (a, b) => NUMERIC.compare(b.volume, a.volume) || NUMERIC.compare(b.issue, a.issue),
  );
  const many = settled.length > ISSUES_A_WEEK ? 1 : settled.length;
  return newestFirst.slice(0, Math.max(0, Math.min(many, ISSUES_A_WEEK - mailedThisWeek)));
}

const NUMERIC = new Intl.Collator("en", { numeric: true });
