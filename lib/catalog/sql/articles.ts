import { and, asc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { AccessTypeCode } from "@/lib/counter/attributes";
import type { Db } from "@/lib/db/connection";
import {
  articleAccessTypes,
  articleAffiliations,
  articleAuthors,
  articles,
  journals,
  specialIssues,
} from "@/lib/db/schema/catalogue";
import type { ArticleAddress, Author } from "../article";
import type { StatedAuthor } from "../correspondence";
import { inPlace, lastChanged, line } from "./columns";
import { renewedAt } from "./versions";

/** The articles of one issue in page order. */
export async function issueArticleRows(db: Db, journalId: number, volume: string, issue: string) {
  return db
    .select(line)
    .from(articles)
    .where(and(eq(articles.journalId, journalId), eq(articles.volume, volume), eq(articles.issue, issue)))
    .orderBy(inPlace);
}

/** Articles by their ids, in no order. */
export async function articleLineRows(db: Db, ids: number[]) {
  if (ids.length === 0) return [];
  return db
    .select({ ...line, issn: journals.issn, journal: journals.abbreviation })
    .from(articles)
    .innerJoin(journals, eq(journals.id, articles.journalId))
    .where(inArray(articles.id, ids));
}

/** The articles of one special issue, by volume, issue and page. */
export async function specialIssueArticleRows(db: Db, specialIssueId: number) {
  return db.select(line).from(articles).where(eq(articles.specialIssueId, specialIssueId)).orderBy(inPlace);
}

/** The newest articles of a journal, or of one of its special issues, with what a feed says of them. */
export async function newestArticleRows(
  db: Db,
  within: { journalId: number } | { specialIssueId: number },
  limit: number,
) {
  return db
    .select({
      ...line,
      abstract: articles.abstract,
      keywords: articles.keywords,
      licenseUrl: articles.licenseUrl,
      renewed: renewedAt,
    })
    .from(articles)
    .where(
      "journalId" in within
        ? eq(articles.journalId, within.journalId)
        : eq(articles.specialIssueId, within.specialIssueId),
    )
    .orderBy(
      sql`${articles.published} desc nulls last, ${articles.year} desc nulls last, ${articles.id} desc nulls last`,
    )
    .limit(limit);
}

/** The addresses of a journal's articles with ids from one up to another, for a part of a map of the site. */
export async function articleAddressRows(db: Db, journalId: number, from: number, before: number) {
  return db
    .select({ volume: articles.volume, issue: articles.issue, firstPage: articles.firstPage, changed: lastChanged })
    .from(articles)
    .where(and(eq(articles.journalId, journalId), gte(articles.id, from), lt(articles.id, before)))
    .orderBy(asc(articles.id));
}

const whole = {
  ...line,
  abstract: articles.abstract,
  keywords: articles.keywords,
  received: articles.received,
  revised: articles.revised,
  accepted: articles.accepted,
  license: articles.license,
  licenseUrl: articles.licenseUrl,
  hasText: articles.hasText,
  journal: journals,
  specialIssue: { slug: specialIssues.slug, title: specialIssues.title },
};

export async function articleRowAt(db: Db, { issn, volume, issue, page }: ArticleAddress) {
  const [row] = await db
    .select(whole)
    .from(articles)
    .innerJoin(journals, eq(journals.id, articles.journalId))
    .leftJoin(specialIssues, eq(specialIssues.id, articles.specialIssueId))
    .where(
      and(
        eq(journals.issn, issn),
        eq(articles.volume, volume),
        eq(articles.issue, issue),
        eq(articles.firstPage, page),
      ),
    );
  return row;
}

export async function articleRowByDoi(db: Db, doi: string) {
  const [row] = await db
    .select(whole)
    .from(articles)
    .innerJoin(journals, eq(journals.id, articles.journalId))
    .leftJoin(specialIssues, eq(specialIssues.id, articles.specialIssueId))
    .where(eq(articles.doiKey, doi.toLowerCase()));
  return row;
}

export async function authorRows(db: Db, articleIds: number[]): Promise<(Author & { articleId: number })[]> {
  if (articleIds.length === 0) return [];
  return db
    .select({
      articleId: articleAuthors.articleId,
      given: articleAuthors.given,
      family: articleAuthors.family,
      orcid: articleAuthors.orcid,
      corresponding: articleAuthors.corresponding,
      affiliations: articleAuthors.affiliations,
    })
    .from(articleAuthors)
    .where(inArray(articleAuthors.articleId, articleIds))
    .orderBy(asc(articleAuthors.articleId), asc(articleAuthors.position));
}

/** The authors of an article with the addresses nobody is shown: for writing them again, and for editors. */
export async function statedAuthorRows(db: Db, articleId: number): Promise<StatedAuthor[]> {
  const authors = await authorRows(db, [articleId]);
  const rows = await db
    .select({ email: articleAuthors.email })
    .from(articleAuthors)
    .where(eq(articleAuthors.articleId, articleId))
    .orderBy(asc(articleAuthors.position));
  return authors.map(({ articleId: _, ...author }, i) => ({ ...author, email: rows[i]?.email ?? null }));
}

export async function affiliationRows(db: Db, articleId: number): Promise<string[]> {
  const rows = await db
    .select({ name: articleAffiliations.name })
    .from(articleAffiliations)
    .where(eq(articleAffiliations.articleId, articleId))
    .orderBy(asc(articleAffiliations.position));
  return rows.map(({ name }) => name);
}

export async function accessTypeRows(
  db: Db,
  articleId: number,
): Promise<{ since: string; accessType: AccessTypeCode }[]> {
  return db
    .select({ since: articleAccessTypes.since, accessType: articleAccessTypes.accessType })
    .from(articleAccessTypes)
    .where(eq(articleAccessTypes.articleId, articleId))
    .orderBy(asc(articleAccessTypes.since));
}
