import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import type { Sibling } from "../evidence";

/** The last day of which a journal's sums have any of a measure; null when none was ever counted. */
export async function lastDays({ $client: sql }: Db, journalId: number): Promise<Record<Sibling, Day | null>> {
  const [row] = await sql<Record<Sibling, Day | null>[]>`
    select (max(day) filter (where abstract_views > 0))::text as "abstractViews",
      (max(day) filter (where full_text_views > 0))::text as "fullTextViews",
      (max(day) filter (where pdf_downloads > 0))::text as "pdfDownloads"
    from group_days where journal_id = ${journalId} and kind = 'j' and key = ''`;
  return row ?? { abstractViews: null, fullTextViews: null, pdfDownloads: null };
}

/** Article-days of a journal that wait to be counted. */
export async function waitingDaysOf({ $client: sql }: Db, journalId: number): Promise<number> {
  const [row] = await sql<{ days: number }[]>`
    select count(*)::int as days from (
      select distinct m.article_id, m.day from dirty_article_days m join articles a on a.id = m.article_id
      where a.journal_id = ${journalId}) d`;
  return row?.days ?? 0;
}
