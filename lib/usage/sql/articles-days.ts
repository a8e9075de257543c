import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import type { DayUsage } from "../series";

export interface ArticleDay {
  id: number;
  day: Day;
  totalItemInvestigations: number;
  totalItemRequests: number;
}

/** Days of several articles with usage by readers. */
export async function articlesDayRows(
  { $client: sql }: Db,
  ids: readonly number[],
  from: Day,
  to: Day,
): Promise<ArticleDay[]> {
  if (ids.length === 0) return [];
  return sql<ArticleDay[]>`
    select article_id as id, day::text as day, sum(total_item_investigations)::int as "totalItemInvestigations",
      sum(total_item_requests)::int as "totalItemRequests"
    from article_days
    where article_id = any(${[...ids]}::int[]) and lane = 'r' and day between ${from} and ${to}
    group by article_id, article_days.day`;
}

/** The days of several articles together, with usage by readers. */
export async function summedDayRows(
  { $client: sql }: Db,
  ids: readonly number[],
  from: Day,
  to: Day,
): Promise<DayUsage[]> {
  return sql<DayUsage[]>`
    select day::text as day, sum(abstract_views)::int as "abstractViews", sum(full_text_views)::int as "fullTextViews",
      sum(pdf_downloads)::int as "pdfDownloads", sum(total_item_investigations)::int as "totalItemInvestigations",
      sum(unique_item_investigations)::int as "uniqueItemInvestigations", sum(total_item_requests)::int as "totalItemRequests",
      sum(unique_item_requests)::int as "uniqueItemRequests"
    from article_days
    where article_id = any(${[...ids]}::int[]) and lane = 'r' and day between ${from} and ${to}
    group by article_days.day order by article_days.day`;
}
