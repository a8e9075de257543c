import type { TransactionSql } from "postgres";
import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { type Claim, claimed } from "./claim";

/** The official figures of the claimed days that lie in complete months, as the ledger writes them. */
const figures = (tx: TransactionSql, claim: Claim) => tx`
  select d.article_id, d.day, max(u.method_version) as method, jsonb_build_object(
    'abstractViews', coalesce(sum(u.abstract_views), 0),
    'fullTextViews', coalesce(sum(u.full_text_views), 0),
    'pdfDownloads', coalesce(sum(u.pdf_downloads), 0),
    'totalItemInvestigations', coalesce(sum(u.total_item_investigations), 0),
    'uniqueItemInvestigations', coalesce(sum(u.unique_item_investigations), 0),
    'totalItemRequests', coalesce(sum(u.total_item_requests), 0),
    'uniqueItemRequests', coalesce(sum(u.unique_item_requests), 0),
    'noLicense', coalesce(sum(u.no_license), 0),
    'limitExceeded', coalesce(sum(u.limit_exceeded), 0),
    'searchesPlatform', coalesce(sum(u.searches_platform), 0)) as figures
  from (select distinct article_id, day from dirty_article_days where ${claimed(tx, claim)}) d
  join usage_months m on m.month = date_trunc('month', d.day)::date and m.completed is not null
  left join article_days u on u.article_id = d.article_id and u.day = d.day and u.lane = 'r'
  group by d.article_id, d.day`;

/** Remembers, for this transaction, what complete months say of the claimed days; false when none of them is complete. */
export async function ledgerBefore(tx: TransactionSql, claim: Claim): Promise<boolean> {
  const [complete] = await tx`
    select from (select distinct day from dirty_article_days where ${claimed(tx, claim)}) d
    join usage_months m on m.month = date_trunc('month', d.day)::date and m.completed is not null
    limit 1`;
  if (!complete) return false;
  await tx`create temporary table ledger_before on commit drop as ${figures(tx, claim)}`;
  return true;
}

/**
 * Writes what the recount changed of complete months into the ledger, dated by this statement: the transaction may have begun, and waited,
 * long before (months.ts, `settledInstant`).
 */
export async function ledgerAfter(tx: TransactionSql, claim: Claim, method: string): Promise<void> {
  await tx`
    insert into restatements (article_id, day, restated, reasons, before, after, method_before, method_after)
    select b.article_id, b.day, statement_timestamp(),
      (select string_agg(distinct d.reason::text, '') from dirty_article_days d
        where ${claimed(tx, claim)} and d.article_id = b.article_id and d.day = b.day),
      b.figures, a.figures, b.method, ${method}
    from ledger_before b
    join (${figures(tx, claim)}) a on a.article_id = b.article_id and a.day = b.day
    where a.figures <> b.figures`;
}

export interface Restatement {
  doi: string | null;
  day: Day;
  restated: string;
  reasons: string;
  before: Record<string, number>;
  after: Record<string, number>;
  methodBefore: string | null;
  methodAfter: string;
}

/** The ledger of a range of days, newest entry first, of one article or of all. */
export async function restatementRows(
  { $client: sql }: Db,
  range: { from: Day; to: Day },
  articleId: number | undefined,
  limit: number,
): Promise<Restatement[]> {
  return sql<Restatement[]>`
    select a.doi, r.day, r.restated, r.reasons, r.before, r.after, r.method_before as "methodBefore",
      r.method_after as "methodAfter"
    from restatements r left join articles a on a.id = r.article_id
    where r.day between ${range.from} and ${range.to}
      and (${articleId ?? null}::int is null or r.article_id = ${articleId ?? null}::int)
    order by r.restated desc, r.day, r.article_id
    limit ${limit}`;
}
