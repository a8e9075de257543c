import type { Range } from "@/lib/calendar/comparison";
import type { Db } from "@/lib/db/connection";

/** Whose figures are asked for; undefined attributes are not looked at. */
export interface ChangedScope {
  journalId?: number;
  specialIssueId?: number;
  orcid?: string;
}

export interface ChangedRow {
  articles: number;
  articleDays: number;
  latest: Date | null;
  /** RestatementReason codes. */
  reasons: string | null;
  differences: Record<string, number> | null;
}

/**
 * What the ledger has of some articles' days since an instant. Of a day that was restated several times, the first figures and the last
 * ones; differences by the name of the measure.
 */
export async function changedSinceRow(
  { $client: sql }: Db,
  { journalId, specialIssueId, orcid }: ChangedScope,
  { from, to }: Range,
  since: Date,
  measures: readonly string[],
): Promise<ChangedRow> {
  const [row] = await sql<ChangedRow[]>`
    with days as (
      select r.article_id, r.day, max(r.restated) as latest, string_agg(r.reasons, '') as reasons,
        (array_agg(r.before order by r.restated))[1] as before, (array_agg(r.after order by r.restated desc))[1] as after
      from restatements r join articles a on a.id = r.article_id
      where r.restated > ${since.toISOString()} and r.day between ${from} and ${to}
        and (${journalId ?? null}::int is null or a.journal_id = ${journalId ?? null})
        and (${specialIssueId ?? null}::int is null or a.special_issue_id = ${specialIssueId ?? null})
        and (${orcid ?? null}::text is null
          or exists (select from article_authors x where x.article_id = a.id and x.orcid = ${orcid ?? null}))
      group by 1, 2
    ), changes as (
      select m as measure, sum(coalesce((after->>m)::int, 0) - coalesce((before->>m)::int, 0))::int as difference
      from days, unnest(${sql.array([...measures])}::text[]) m group by 1
    )
    select count(distinct article_id)::int as articles, count(*)::int as "articleDays", max(latest) as latest,
      (select string_agg(distinct one, '' order by one) from days, regexp_split_to_table(reasons, '') one) as reasons,
      (select jsonb_object_agg(measure, difference) from changes) as differences
    from days`;
  return row ?? { articles: 0, articleDays: 0, latest: null, reasons: null, differences: null };
}
