import { firstDay, lastDay, type Month } from "@/lib/calendar/month";
import type { Db } from "@/lib/db/connection";
import type { Measures } from "@/lib/usage/measures";

/** What readers did with an article in a month, in one Access_Type and by one Access_Method. */
export interface OpenUsage extends Measures {
  doi: string;
  title: string;
  year: number;
  accessType: string;
  accessMethod: string;
  methodVersion: string;
}

const ROWS_AT_ONCE = 2_000;

/**
 * A journal's articles that were read in a month, in the order of their DOIs, some at a time and as of one instant. Articles are asked one by
 * one, as their days lie by article; sums are those of the usage API.
 */
export const openUsage = ({ $client: sql }: Db, journalId: number, month: Month): AsyncIterable<OpenUsage[]> =>
  sql<OpenUsage[]>`
    select a.doi, a.title, a.year, u.access_type::text as "accessType", u.access_method::text as "accessMethod",
      u.abstract_views::int as "abstractViews", u.full_text_views::int as "fullTextViews", u.pdf_downloads::int as "pdfDownloads",
      u.tii::int as "totalItemInvestigations", u.uii::int as "uniqueItemInvestigations",
      u.tir::int as "totalItemRequests", u.uir::int as "uniqueItemRequests", u.method as "methodVersion"
    from articles a cross join lateral (
      select access_type, access_method, sum(abstract_views) as abstract_views, sum(full_text_views) as full_text_views,
        sum(pdf_downloads) as pdf_downloads, sum(total_item_investigations) as tii, sum(unique_item_investigations) as uii,
        sum(total_item_requests) as tir, sum(unique_item_requests) as uir, max(method_version) as method
      from article_days
      where article_id = a.id and lane = 'r' and day between ${firstDay(month)}::date and ${lastDay(month)}::date
      group by access_type, access_method
      having sum(total_item_investigations) > 0) u
    where a.journal_id = ${journalId}
    order by a.doi collate "C", u.access_type, u.access_method`.cursor(ROWS_AT_ONCE);
