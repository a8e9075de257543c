import { and, asc, eq, inArray } from "drizzle-orm";
import type { AccessTypeCode } from "@/lib/counter/attributes";
import type { Db } from "@/lib/db/connection";
import {
  articleAccessTypes,
  articleAffiliations,
  articleAuthors,
  articles,
  journals,
  specialIssues,
} from "@/lib/db/schema";
import type { ArticleAddress, Author } from "../article";
import { line, pageOrder } from "./columns";

/** The articles of one issue in page order. */
export async function issueArticleRows(db: Db, journalId: number, volume: string, issue: string) {
  return db
    .select(line)
    .from(articles)
    .where(and(eq(articles.journalId, journalId), eq(articles.volume, volume), eq(articles.issue, issue)))
    .orderBy(pageOrder);
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
