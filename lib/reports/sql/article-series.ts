import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import type { DayUsage } from "@/lib/usage/series";

/** An article's day with usage by readers. */
export type ArticleDayUsage = DayUsage & { id: number };

/** The days of some articles, those of an article together, in the order of the articles and of days. Days nobody read on are not there. */
export async function articleSeriesRows(
  { $client: sql }: Db,
  ids: readonly number[],
  from: Day,
  to: Day,
): Promise<ArticleDayUsage[]> {
  return sql<ArticleDayUsage[]>`
    select d.article_id as id, d.day::text as day, sum(d.abstract_views)::int as "abstractViews", sum(d.full_text_views)::int as "fullTextViews",
      sum(d.pdf_downloads)::int as "pdfDownloads", sum(d.total_item_investigations)::int as "totalItemInvestigations",
      sum(d.unique_item_investigations)::int as "uniqueItemInvestigations", sum(d.total_item_requests)::int as "totalItemRequests",
      sum(d.unique_item_requests)::int as "uniqueItemRequests"
    from article_days d join unnest(${[...ids]}::int[]) with ordinality as i (id, place) on i.id = d.article_id
    where d.article_id = any(${[...ids]}::int[]) and d.lane = 'r' and d.day between ${from} and ${to}
    group by d.article_id, i.place, d.day order by i.place, d.day`;
}
