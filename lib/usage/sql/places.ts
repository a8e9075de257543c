import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";

export interface PlaceRow {
  /** An ISO 3166-1 code, or a host. */
  place: string;
  totalItemInvestigations: number;
  totalItemRequests: number;
}

/** An article's usage by readers by country, the most first. */
export async function countryRows({ $client: sql }: Db, articleId: number, from: Day, to: Day): Promise<PlaceRow[]> {
  return sql<PlaceRow[]>`
    select country as place, sum(total_item_investigations)::int as "totalItemInvestigations",
      sum(total_item_requests)::int as "totalItemRequests"
    from article_country_days
    where article_id = ${articleId} and day between ${from} and ${to} and total_item_investigations > 0
    group by country
    order by 2 desc, 1`;
}

/** An article's usage by readers by the host that led them to it, where one is known, the most first. */
export async function referrerRows({ $client: sql }: Db, articleId: number, from: Day, to: Day): Promise<PlaceRow[]> {
  return sql<PlaceRow[]>`
    select r.host as place, sum(d.total_item_investigations)::int as "totalItemInvestigations",
      sum(d.total_item_requests)::int as "totalItemRequests"
    from article_referrer_days d join referrers r on r.id = d.referrer
    where d.article_id = ${articleId} and d.day between ${from} and ${to} and d.total_item_investigations > 0
    group by r.host
    order by 2 desc, 1`;
}
