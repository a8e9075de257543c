import type { Db } from "@/lib/db/connection";

export interface JournalFacts {
  id: number;
  issn: string;
  printIssn: string | null;
  title: string;
  publisher: string;
}

export interface ArticleFacts {
  id: number;
  journalId: number;
  doi: string;
  title: string;
  volume: string;
  issue: string;
  firstPage: string;
  published: string | null;
  version: string;
  authors: { name: string; orcid: string | null }[];
}

/** COUNTER R5.1 §3.3.10: at most the first three. */
const AUTHORS = 3;

export async function journalFacts({ $client: sql }: Db): Promise<Map<number, JournalFacts>> {
  const rows = await sql<JournalFacts[]>`select id, issn, print_issn as "printIssn", title, publisher from journals`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** What reports say of articles; the version is the latest one's, the Version of Record where nobody said. */
export async function articleFacts({ $client: sql }: Db, ids: readonly number[]): Promise<Map<number, ArticleFacts>> {
  const rows = await sql<ArticleFacts[]>`
    select a.id, a.journal_id as "journalId", a.doi, a.title, a.volume, a.issue, a.first_page as "firstPage", a.published,
      coalesce((select v.term from article_versions v where v.article_id = a.id order by v.number desc limit 1), 'VoR') as version,
      coalesce((
        select jsonb_agg(jsonb_build_object('name', concat_ws(' ', w.given, w.family), 'orcid', w.orcid) order by w.position)
        from (select * from article_authors where article_id = a.id order by position limit ${AUTHORS}) w
      ), '[]') as authors
    from articles a where a.id = any(${[...ids]}::int[])`;
  return new Map(rows.map((row) => [row.id, row]));
}
