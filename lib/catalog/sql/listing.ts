import type { Db } from "@/lib/db/connection";

/** An article of a journal as its desk lists it. */
export interface ListedArticle {
  id: number;
  doi: string;
  title: string;
  titleMarkup: string | null;
  type: string | null;
  section: string | null;
  specialIssueId: number | null;
  specialIssue: string | null;
  specialIssueSlug: string | null;
  volume: string;
  issue: string;
  firstPage: string;
  year: number;
  published: string | null;
  keywords: string[];
  /** All of them, family names first, with semicolons between. */
  authors: string;
}

/** Every article of a journal, in the order of its volumes, issues and pages. */
export async function listingRows({ $client: sql }: Db, journalId: number): Promise<ListedArticle[]> {
  return sql<ListedArticle[]>`
    select a.id, a.doi, a.title, a.title_markup as "titleMarkup", a.type, a.section, a.special_issue_id as "specialIssueId",
      s.title as "specialIssue", s.slug as "specialIssueSlug", a.volume, a.issue, a.first_page as "firstPage", a.year, a.published::text as published, a.keywords,
      coalesce(n.names, '') as authors
    from articles a
    left join special_issues s on s.id = a.special_issue_id
    left join (
      select x.article_id, string_agg(concat_ws(', ', x.family, x.given), '; ' order by x.position) as names
      from article_authors x join articles b on b.id = x.article_id
      where b.journal_id = ${journalId} group by x.article_id
    ) n on n.article_id = a.id
    where a.journal_id = ${journalId}
    order by a.place collate "C"`;
}
