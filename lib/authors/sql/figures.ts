import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import type { Measures } from "@/lib/usage/measures";
import type { PlaceRow } from "@/lib/usage/sql/places";

// Counted figures of several articles of whatever journals. Each article's rows are found by the keys of its tables.

/** What readers did with each of some articles; those nobody read are left out. */
export async function ownSumRows(
  { $client: sql }: Db,
  ids: readonly number[],
  from: Day,
  to: Day,
): Promise<({ id: number } & Measures)[]> {
  return sql<({ id: number } & Measures)[]>`
    select article_id as id, sum(abstract_views)::int as "abstractViews", sum(full_text_views)::int as "fullTextViews",
      sum(pdf_downloads)::int as "pdfDownloads", sum(total_item_investigations)::int as "totalItemInvestigations",
      sum(unique_item_investigations)::int as "uniqueItemInvestigations", sum(total_item_requests)::int as "totalItemRequests",
      sum(unique_item_requests)::int as "uniqueItemRequests"
    from article_days
    where article_id = any(${[...ids]}::int[]) and lane = 'r' and day between ${from} and ${to} group by article_id`;
}

/** The first day of which anything is on record for any of them. */
export async function firstOwnDay({ $client: sql }: Db, ids: readonly number[]): Promise<Day | undefined> {
  const [row] = await sql<{ day: Day | null }[]>`
    select min((select min(d.day) from article_days d where d.article_id = i))::text as day from unnest(${[...ids]}::int[]) i`;
  return row?.day ?? undefined;
}

/** The usage of each by country. */
export async function ownCountryRows(
  { $client: sql }: Db,
  ids: readonly number[],
  from: Day,
  to: Day,
): Promise<(PlaceRow & { id: number })[]> {
  return sql<(PlaceRow & { id: number })[]>`
    select article_id as id, country as place, sum(total_item_investigations)::int as "totalItemInvestigations",
      sum(total_item_requests)::int as "totalItemRequests"
    from article_country_days
    where article_id = any(${[...ids]}::int[]) and day between ${from} and ${to} and total_item_investigations > 0
    group by article_id, country order by 3 desc, 2`;
}

/** The days of each of some articles up to one, in order. */
export async function gatheredRows(
  { $client: sql }: Db,
  ids: readonly number[],
  through: Day,
): Promise<{ id: number; day: Day; total: number }[]> {
  return sql<{ id: number; day: Day; total: number }[]>`
    select article_id as id, day::text as day, sum(total_item_investigations)::int as total from article_days
    where article_id = any(${[...ids]}::int[]) and lane = 'r' and day <= ${through}
    group by article_id, article_days.day order by article_id, article_days.day`;
}

export interface OwnRestatement {
  articleId: number;
  day: Day;
  reasons: string;
  /** Total_Item_Investigations as they were and as they are. */
  before: number;
  after: number;
}

/** What recounts changed of complete months of some articles, written down between two instants. */
export async function ownRestatementRows(
  { $client: sql }: Db,
  ids: readonly number[],
  { since, until }: { since: Date; until: Date },
): Promise<OwnRestatement[]> {
  return sql<OwnRestatement[]>`
    select article_id as "articleId", day::text as day, reasons, (before->>'totalItemInvestigations')::int as before,
      (after->>'totalItemInvestigations')::int as after
    from restatements
    where article_id = any(${[...ids]}::int[]) and restated > ${since.toISOString()} and restated <= ${until.toISOString()}
    order by restated`;
}
