import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";

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
