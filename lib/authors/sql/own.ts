import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";

/** How an article is known to be somebody's. */
export type Tie = "orcid" | "email" | "claim";

/** An article as its author's desk lists it. */
export interface OwnArticle {
  id: number;
  doi: string;
  title: string;
  titleMarkup: string | null;
  type: string | null;
  volume: string;
  issue: string;
  firstPage: string;
  year: number;
  published: Day | null;
  journalId: number;
  issn: string;
  journal: string;
  abbreviation: string;
  sample: boolean;
  by: Tie;
  /** As whom the article names its author; null for a claim, which names nobody. */
  name: string | null;
}

/**
 * The articles of a person: those whose author has their ORCID iD, those whose corresponding author has their verified address, and those
 * an editor said are theirs. The newest first.
 */
export async function ownArticleRows(
  { $client: sql }: Db,
  personId: number,
  articleId?: number,
): Promise<OwnArticle[]> {
  const only = articleId ?? null;
  return sql<OwnArticle[]>`
    with me as (select id, orcid, email, email_verified from people where id = ${personId}),
    tied as (
      select x.article_id, 1 as rank, 'orcid' as by, concat_ws(' ', x.given, x.family) as name
      from me join article_authors x on x.orcid = me.orcid
      union all
      select x.article_id, 2, 'email', concat_ws(' ', x.given, x.family)
      from me join article_authors x on x.email = me.email and me.email_verified and x.corresponding
      union all
      select c.article_id, 3, 'claim', null from me join claims c on c.person_id = me.id and c.state = 'approved'
    ), own as (
      select distinct on (article_id) article_id, by, name from tied
      where ${only}::int is null or article_id = ${only}::int
      order by article_id, rank, name
    )
    select a.id, a.doi, a.title, a.title_markup as "titleMarkup", a.type, a.volume, a.issue, a.first_page as "firstPage", a.year,
      a.published::text as published, j.id as "journalId", j.issn, j.title as journal, j.abbreviation, j.sample, own.by, own.name
    from own join articles a on a.id = own.article_id join journals j on j.id = a.journal_id
    order by a.published desc nulls last, a.year desc, a.id desc`;
}

/** Whether anything is somebody's. */
export async function hasOwnArticles({ $client: sql }: Db, personId: number): Promise<boolean> {
  const [row] = await sql<{ has: boolean }[]>`
    select exists (select from people p join article_authors x on x.orcid = p.orcid where p.id = ${personId})
      or exists (select from people p join article_authors x on x.email = p.email and p.email_verified and x.corresponding
        where p.id = ${personId})
      or exists (select from claims where person_id = ${personId} and state = 'approved') as has`;
  return row?.has ?? false;
}
