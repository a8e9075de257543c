import { and, eq, gt, inArray, isNull, lt, min, type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/connection";
import { alertIssues, alertSubscriptions } from "@/lib/db/schema/mail";
import { NEWS_DAYS, STALE_MS } from "../rules";

const at = (instant: Date): SQL => sql`${instant.toISOString()}::timestamptz`;

/** An article that was new to the world when it was new to us; of one whose day is not on record the year must do. */
const isNews = (since: SQL): SQL => sql`(case when a.published is null
  then a.year >= extract(year from (${since} at time zone 'UTC')::date - ${NEWS_DAYS}::int)
  else a.published >= (${since} at time zone 'UTC')::date - ${NEWS_DAYS}::int end)`;

export interface SettledIssue {
  journalId: number;
  volume: string;
  issue: string;
  /** When its first article came in. */
  began: Date;
  news: boolean;
}

/** Issues nobody has decided on that have had articles for the quiet time and gained none in it, of journals that have subscribers. */
export async function settledIssues(db: Db, now: Date, quietMs: number): Promise<SettledIssue[]> {
  const rows = await db.execute<{
    journal_id: number;
    volume: string;
    issue: string;
    began: string;
    news: boolean;
  }>(sql`
    with grown as (
      select distinct a.journal_id, a.volume, a.issue from articles a
      where a.added > ${at(new Date(now.getTime() - STALE_MS))} and a.journal_id in (
        select s.journal_id from alert_subscriptions s where s.special_issue_id is null and s.frequency = 'issue')
    )
    select a.journal_id, a.volume, a.issue, min(a.added) as began, bool_or(${isNews(sql`a.added`)}) as news
    from grown g join articles a on (a.journal_id, a.volume, a.issue) = (g.journal_id, g.volume, g.issue)
    where not exists (select from alert_issues d
      where (d.journal_id, d.volume, d.issue) = (g.journal_id, g.volume, g.issue))
    group by a.journal_id, a.volume, a.issue
    having max(a.added) <= ${at(new Date(now.getTime() - quietMs))}`);
  return rows.map((row) => ({
    ...{ journalId: row.journal_id, volume: row.volume, issue: row.issue },
    ...{ began: new Date(row.began), news: row.news },
  }));
}

/** Issues of a journal that were mailed since an instant. */
export async function mailedIssues(tx: Tx, journalId: number, since: Date): Promise<number> {
  const rows = await tx
    .select({ issue: alertIssues.issue })
    .from(alertIssues)
    .where(and(eq(alertIssues.journalId, journalId), eq(alertIssues.mailed, true), gt(alertIssues.decided, since)));
  return rows.length;
}

/** Decides on an issue for good; false when another process has. */
export async function decideIssue(
  tx: Tx,
  { journalId, volume, issue }: SettledIssue,
  mailed: boolean,
  now: Date,
): Promise<boolean> {
  const made = await tx
    .insert(alertIssues)
    .values({ journalId, volume, issue, mailed, decided: now })
    .onConflictDoNothing()
    .returning({ issue: alertIssues.issue });
  return made.length === 1;
}

const isToldOfIssues = (journalId: number) =>
  and(
    eq(alertSubscriptions.journalId, journalId),
    isNull(alertSubscriptions.specialIssueId),
    eq(alertSubscriptions.frequency, "issue"),
  );

/** Since when a journal has had anybody to tell of its issues. */
export async function earliestSubscriber(tx: Tx, journalId: number): Promise<Date | null> {
  const [row] = await tx
    .select({ earliest: min(alertSubscriptions.toldThrough) })
    .from(alertSubscriptions)
    .where(isToldOfIssues(journalId));
  return row?.earliest ?? null;
}

/** Whom a new issue is news to: subscribers from before it began. */
export async function subscribersBefore(tx: Tx, journalId: number, began: Date) {
  return tx
    .select({ id: alertSubscriptions.id, email: alertSubscriptions.email })
    .from(alertSubscriptions)
    .where(and(isToldOfIssues(journalId), lt(alertSubscriptions.toldThrough, began)));
}

/** When an article came to what is subscribed to, and that it did. */
const CAME = sql`(case when s.special_issue_id is null then a.added else a.joined end)`;
const IS_OF = sql`(case when s.special_issue_id is null then a.journal_id = s.journal_id
  else a.special_issue_id = s.special_issue_id end)`;

export interface Due {
  id: string;
  email: string;
  toldThrough: Date;
}

export interface Occasion {
  /** Weekly subscribers, or those told as a special issue grows, once it has been quiet. */
  frequency: "week" | "grows";
  through: Date;
  /** The kind of its mails and its name: with a subscription's id between them, the key of a mail. */
  kind: string;
  name: string;
}

export const occasionKey = ({ kind, name }: Occasion, subscriptionId: string): string =>
  `${kind}/${subscriptionId}/${name}`;

/** Subscriptions with news between what they were told and an occasion they have had no mail for, kept from other processes. */
export async function dueSubscriptions(
  tx: Tx,
  { frequency, through, kind, name }: Occasion,
  limit: number,
): Promise<Due[]> {
  const which =
    frequency === "week"
      ? sql`s.frequency = 'week'`
      : sql`s.frequency = 'issue' and s.special_issue_id is not null and not exists (
          select from articles a where a.special_issue_id = s.special_issue_id and a.joined > ${at(through)})`;
  // Two halves, so that each finds its articles by an index of its own.
  const news = (of: SQL, came: SQL) => sql`exists (select from articles a where ${of}
    and ${came} > s.told_through and ${came} <= ${at(through)} and ${isNews(came)})`;
  const rows = await tx.execute<{ id: string; email: string; told_through: string }>(sql`
    select s.id, s.email, s.told_through from alert_subscriptions s
    where ${which} and s.told_through < ${at(through)}
      and not exists (select from outbox o where o.key = ${`${kind}/`}::text || s.id || ${`/${name}`}::text)
      and case when s.special_issue_id is null
        then ${news(sql`a.journal_id = s.journal_id`, sql`a.added`)}
        else ${news(sql`a.special_issue_id = s.special_issue_id`, sql`a.joined`)} end
    order by s.id limit ${limit} for update of s skip locked`);
  return rows.map(({ id, email, told_through }) => ({ id, email, toldThrough: new Date(told_through) }));
}

export async function putToldThrough(tx: Tx, ids: string[], through: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.update(alertSubscriptions).set({ toldThrough: through }).where(inArray(alertSubscriptions.id, ids));
}

/** The articles that were news to a subscription between two instants, newest issue first, and how many there are. */
export async function newsOf(
  db: Db,
  subscriptionId: string,
  { from, through }: { from: Date; through: Date },
  limit: number,
): Promise<{ ids: number[]; total: number }> {
  const rows = await db.execute<{ id: number; total: number }>(sql`
    select a.id, count(*) over ()::int as total
    from alert_subscriptions s join articles a on ${IS_OF}
    where s.id = ${subscriptionId} and ${CAME} > ${at(from)} and ${CAME} <= ${at(through)} and ${isNews(CAME)}
    order by a.published desc nulls last, a.id desc limit ${limit}`);
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 };
}
