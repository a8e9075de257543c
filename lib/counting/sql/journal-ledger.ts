import type { Range } from "@/lib/calendar/comparison";
import type { Day } from "@/lib/calendar/day";
import { lastDay, monthOf } from "@/lib/calendar/month";
import type { Db } from "@/lib/db/connection";
import type { RestatementReason } from "../reason";
import type { Restatement } from "./ledger";

/** Which of a journal's restatements are asked for; undefined attributes are not looked at. */
export interface LedgerFilter {
  /** Its first day. */
  month: Day | undefined;
  articleId: number | undefined;
  reason: RestatementReason | undefined;
  /** In place of a month. */
  days?: Range;
}

export interface LedgerRow extends Restatement {
  title: string;
  titleMarkup: string | null;
  volume: string;
  issue: string;
  firstPage: string;
}

/** Entries of a journal, those of the newest days first: as the days' index has them, so that a page of many is read at once. */
const entries = ({ $client: sql }: Db, journalId: number, { month, articleId, reason, days }: LedgerFilter) => sql<
  LedgerRow[]
>`
    select a.doi, a.title, a.title_markup as "titleMarkup", a.volume, a.issue, a.first_page as "firstPage", r.day::text as day,
      r.restated, r.reasons, r.before, r.after, r.method_before as "methodBefore", r.method_after as "methodAfter"
    from restatements r join articles a on a.id = r.article_id
    where a.journal_id = ${journalId} and (${articleId ?? null}::int is null or r.article_id = ${articleId ?? null})
      and (${reason ?? null}::text is null or strpos(r.reasons, ${reason ?? ""}) > 0)
      and r.day between ${days?.from ?? month ?? "0001-01-01"}
        and ${days?.to ?? (month === undefined ? "9999-12-31" : lastDay(monthOf(month)))}
    order by r.day desc, r.restated desc, r.article_id`;

/** A page of a journal's entries. */
export const journalLedger = (
  db: Db,
  journalId: number,
  filter: LedgerFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<LedgerRow[]> => db.$client<LedgerRow[]>`${entries(db, journalId, filter)} limit ${limit} offset ${offset}`;

/** Every entry of a journal as it was at one instant, some at a time, whatever is restated while they are read. */
export const wholeLedger = (
  db: Db,
  journalId: number,
  filter: LedgerFilter,
  together: number,
): AsyncIterable<LedgerRow[]> => entries(db, journalId, filter).cursor(together);

export interface LedgerMonth {
  month: Day;
  entries: number;
  articles: number;
  /** Views and downloads in total, of the days that changed. */
  before: number;
  after: number;
}

/** What the entries come to by month. Of a day that was restated several times, the first figures and the last ones. */
export async function ledgerMonths(
  { $client: sql }: Db,
  journalId: number,
  { month, articleId, reason }: LedgerFilter,
): Promise<LedgerMonth[]> {
  return sql<LedgerMonth[]>`
    with days as (
      select r.article_id, r.day, count(*) as entries,
        (array_agg((r.before->>'totalItemInvestigations')::int order by r.restated))[1] as before,
        (array_agg((r.after->>'totalItemInvestigations')::int order by r.restated desc))[1] as after
      from restatements r join articles a on a.id = r.article_id
      where a.journal_id = ${journalId} and (${articleId ?? null}::int is null or r.article_id = ${articleId ?? null})
        and (${reason ?? null}::text is null or strpos(r.reasons, ${reason ?? ""}) > 0)
        and (${month ?? null}::text is null or date_trunc('month', r.day)::date = ${month ?? null}::text::date)
      group by 1, 2
    )
    select date_trunc('month', day)::date::text as month, sum(entries)::int as entries,
      count(distinct article_id)::int as articles, sum(before)::int as before, sum(after)::int as after
    from days group by 1 order by 1 desc`;
}
