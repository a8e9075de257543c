import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";

/** What recounts changed of a month that was complete. */
export interface RestatedMonth {
  /** Its first day. */
  month: Day;
  articles: number;
  days: number;
  /** The codes of why, some of them twice. */
  reasons: string;
  /** Views and downloads of the days that changed. */
  before: number;
  after: number;
  /** The day of the last recount. */
  last: Day;
}

/**
 * What was restated from one day to another of a journal, or of one of its special issues, by the month it is of. Of an article's day that was
 * restated several times in between, the first figures and the last.
 */
export async function restatedMonths(
  { $client: sql }: Db,
  { journalId, specialIssueId }: { journalId: number; specialIssueId: number | null },
  from: Day,
  to: Day,
): Promise<RestatedMonth[]> {
  return sql<RestatedMonth[]>`
    with days as (
      select r.article_id, r.day, string_agg(r.reasons, '' order by r.restated) as reasons, max(r.restated) as last,
        (array_agg(coalesce((r.before->>'totalItemInvestigations')::int, 0) order by r.restated))[1] as before,
        (array_agg(coalesce((r.after->>'totalItemInvestigations')::int, 0) order by r.restated desc))[1] as after
      from restatements r join articles a on a.id = r.article_id
      where a.journal_id = ${journalId} and (${specialIssueId}::int is null or a.special_issue_id = ${specialIssueId}::int)
        and r.restated >= ${from}::date::timestamp at time zone 'UTC' and r.restated < (${to}::date + 1)::timestamp at time zone 'UTC'
      group by r.article_id, r.day
    )
    select date_trunc('month', day)::date::text as month, count(distinct article_id)::int as articles, count(distinct day)::int as days,
      string_agg(distinct reasons, '') as reasons, sum(before)::int as before, sum(after)::int as after,
      (max(last) at time zone 'UTC')::date::text as last
    from days group by date_trunc('month', day) order by date_trunc('month', day) desc`;
}
