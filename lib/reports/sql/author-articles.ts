import type { Db } from "@/lib/db/connection";

/** The articles of a journal whose author has an ORCID iD, and as whom each names them, the newest first. */
export async function articlesOfOrcid(
  { $client: sql }: Db,
  journalId: number,
  orcid: string,
): Promise<{ id: number; name: string }[]> {
  return sql<{ id: number; name: string }[]>`
    select a.id, min(concat_ws(' ', x.given, x.family)) as name
    from article_authors x join articles a on a.id = x.article_id
    where x.orcid = ${orcid} and a.journal_id = ${journalId}
    group by a.id order by a.published desc nulls last, a.year desc, a.id desc`;
}
