import { and, eq } from "drizzle-orm";
import type { AccessTypeCode } from "@/lib/counter/attributes";
import type { Db } from "@/lib/db/connection";
import { articles, journals } from "@/lib/db/schema/catalogue";
import type { ArticleAddress } from "../article";
import type { ArticleVersionTerm } from "../article-version";

/** What the collector must know of an article: its id, what its YOP comes of, and its Access_Type through time. */
export async function directoryRows(db: Db, dois: string[]) {
  const sqlClient = db.$client;
  return sqlClient<
    {
      doi: string;
      id: number;
      year: number;
      issue: string;
      version: ArticleVersionTerm | null;
      access: { since: string; accessType: AccessTypeCode }[];
    }[]
  >`
    select a.doi_key as doi, a.id, a.year, a.issue,
      (select v.term from article_versions v where v.article_id = a.id order by v.number desc limit 1) as version,
      coalesce((
        select jsonb_agg(jsonb_build_object('since', t.since, 'accessType', t.access_type) order by t.since)
        from article_access_types t where t.article_id = a.id
      ), '[]'::jsonb) as access
    from articles a where a.doi_key = any(${dois}::text[])`;
}

export async function doiAtRow(db: Db, { issn, volume, issue, page }: ArticleAddress): Promise<string | undefined> {
  const [row] = await db
    .select({ doi: articles.doi })
    .from(articles)
    .innerJoin(journals, eq(journals.id, articles.journalId))
    .where(
      and(
        eq(journals.issn, issn),
        eq(articles.volume, volume),
        eq(articles.issue, issue),
        eq(articles.firstPage, page),
      ),
    );
  return row?.doi;
}

/** The DOIs of the articles at public addresses, in the order asked; undefined where there is none. */
export async function doisAtRows(
  { $client: sql }: Db,
  addresses: readonly ArticleAddress[],
): Promise<(string | undefined)[]> {
  const rows = await sql<{ n: number; doi: string }[]>`
    select w.n::int as n, a.doi_key as doi
    from unnest(
      ${addresses.map(({ issn }) => issn)}::text[], ${addresses.map(({ volume }) => volume)}::text[],
      ${addresses.map(({ issue }) => issue)}::text[], ${addresses.map(({ page }) => page)}::text[]
    ) with ordinality as w (issn, volume, issue, page, n)
    join journals j on j.issn = w.issn
    join articles a on a.journal_id = j.id and a.volume = w.volume and a.issue = w.issue and a.first_page = w.page`;
  const dois = new Array<string | undefined>(addresses.length);
  for (const { n, doi } of rows) dois[n - 1] = doi;
  return dois;
}
