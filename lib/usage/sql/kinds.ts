import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";

/** An article's investigations by readers, by what was looked at; they add up to Total_Item_Investigations. */
export interface Kinds {
  abstractViews: number;
  fullTextViews: number;
  pdfDownloads: number;
  /** XML and e-books. */
  otherRequests: number;
  /** Figures, supplements, references, exports, shares and links that lead out. */
  otherInvestigations: number;
  totalItemInvestigations: number;
  totalItemRequests: number;
}

export async function kindsRow({ $client: sql }: Db, articleId: number, from: Day, to: Day): Promise<Kinds> {
  const [row] = await sql<Kinds[]>`
    select coalesce(sum(abstract_views), 0)::int as "abstractViews", coalesce(sum(full_text_views), 0)::int as "fullTextViews",
      coalesce(sum(pdf_downloads), 0)::int as "pdfDownloads", coalesce(sum(other_requests), 0)::int as "otherRequests",
      coalesce(sum(other_investigations), 0)::int as "otherInvestigations",
      coalesce(sum(total_item_investigations), 0)::int as "totalItemInvestigations",
      coalesce(sum(total_item_requests), 0)::int as "totalItemRequests"
    from article_days where article_id = ${articleId} and day between ${from} and ${to} and lane = 'r'`;
  if (!row) throw new Error("a sum has a row");
  return row;
}
