import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import type { Measures } from "../measures";

/** The months between two days that are rolled up whole, ascending. */
export async function rolledMonthRows({ $client: sql }: Db, from: Day, to: Day): Promise<Day[]> {
  const rows = await sql<{ month: Day }[]>`
    select month::text as month from rolled_months
    where month >= ${from} and (month + interval '1 month - 1 day')::date <= ${to} order by month`;
  return rows.map(({ month }) => month);
}

export type ArticleSum = { id: number } & Measures;

/** What readers did with each article of a journal, in whole months that are rolled up and in days beside them. Articles without usage are left out. */
export async function articleSumRows(
  { $client: sql }: Db,
  journalId: number,
  months: readonly Day[],
  days: readonly { from: Day; to: Day }[],
): Promise<ArticleSum[]> {
  const names = sql.unsafe(
    "abstract_views, full_text_views, pdf_downloads, total_item_investigations, unique_item_investigations, total_item_requests, unique_item_requests",
  );
  return sql.begin(async (tx) => {
    // Compiling the statement takes longer than running it, and each article's rows are found by one index.
    await tx`set local jit = off`;
    const parts = [
      ...(months.length === 0
        ? []
        : [
            tx`select ${names} from article_months m
              where m.article_id = r.article_id and m.month = any(${[...months]}::text[]::date[])`,
          ]),
      ...days.map(
        ({ from, to }) => tx`select ${names} from article_days d
          where d.article_id = r.article_id and d.lane = 'r' and d.day between ${from} and ${to}`,
      ),
    ];
    return tx<ArticleSum[]>`
      select r.article_id as id, sum(u.abstract_views)::int as "abstractViews", sum(u.full_text_views)::int as "fullTextViews",
        sum(u.pdf_downloads)::int as "pdfDownloads", sum(u.total_item_investigations)::int as "totalItemInvestigations",
        sum(u.unique_item_investigations)::int as "uniqueItemInvestigations", sum(u.total_item_requests)::int as "totalItemRequests",
        sum(u.unique_item_requests)::int as "uniqueItemRequests"
      from rolled_articles r cross join lateral (${parts.reduce((all, part) => tx`${all} union all ${part}`)}) u
      where r.journal_id = ${journalId}
      group by r.article_id`;
  });
}
