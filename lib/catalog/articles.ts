import { dayOf } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { accessTypeOn } from "./access-type";
import type { Article, ArticleAddress, ArticleLine } from "./article";
import type { FeedArticle } from "./feeds/feed";
import {
  accessTypeRows,
  affiliationRows,
  articleLineRows,
  articleRowAt,
  articleRowByDoi,
  authorRows,
  issueArticleRows,
  newestArticleRows,
  specialIssueArticleRows,
} from "./sql/articles";
import { fileRows } from "./sql/files";
import { neighbourRows } from "./sql/neighbours";
import { similarArticleRows } from "./sql/relations";

/** The article at a public address, with all its pages show. */
export async function articleAt(db: Db, address: ArticleAddress, now = new Date()): Promise<Article | undefined> {
  return withDetails(db, await articleRowAt(db, address), now);
}

/** The article of a DOI, in any case. */
export async function articleByDoi(db: Db, doi: string, now = new Date()): Promise<Article | undefined> {
  return withDetails(db, await articleRowByDoi(db, doi), now);
}

/** The articles of one issue, in page order. */
export async function issueArticles(db: Db, journalId: number, volume: string, issue: string): Promise<ArticleLine[]> {
  return withAuthors(db, await issueArticleRows(db, journalId, volume, issue));
}

/** The articles of a special issue, in the order of the journal. */
export async function specialIssueArticles(db: Db, specialIssueId: number): Promise<ArticleLine[]> {
  return withAuthors(db, await specialIssueArticleRows(db, specialIssueId));
}

/** The newest articles, with what a feed says of them. */
export async function newestArticles(
  db: Db,
  within: { journalId: number } | { specialIssueId: number },
  limit: number,
): Promise<FeedArticle[]> {
  return withAuthors(db, await newestArticleRows(db, within, limit));
}

/** Articles in the order of their ids given, each with its journal. */
export async function articlesByIds(
  db: Db,
  ids: number[],
): Promise<(ArticleLine & { issn: string; journal: string })[]> {
  const lines = new Map((await withAuthors(db, await articleLineRows(db, ids))).map((line) => [line.id, line]));
  return ids.flatMap((id) => lines.get(id) ?? []);
}

/** Why an article is near another. */
export interface Similar {
  article: ArticleLine & { issn: string };
  sharedKeywords: string[];
  sameSpecialIssue: boolean;
  cites: "cites" | "cited by" | null;
  sharedReferences: number;
}

/** The articles nearest to one, and why each is; never the article itself. */
export async function similarArticles(db: Db, articleId: number, limit: number): Promise<Similar[]> {
  const rows = await similarArticleRows(db, articleId, limit);
  const why = new Map(rows.map(({ id, ...reason }) => [id, reason]));
  const articles = await articlesByIds(db, [...why.keys()]);
  return articles.flatMap((article) => {
    const reason = why.get(article.id);
    return reason ? [{ article, ...reason }] : [];
  });
}

/** The articles before and after this one, in the journal or in its special issue; at either end there is none. */
export async function neighbours(
  db: Db,
  article: Article,
  within: "journal" | "special issue",
): Promise<{ previous: ArticleLine | undefined; next: ArticleLine | undefined }> {
  const { previous, next } = await neighbourRows(db, article.id, within);
  const lines = await withAuthors(
    db,
    [previous, next].filter((row) => row !== undefined),
  );
  return {
    previous: lines.find(({ id }) => id === previous?.id),
    next: lines.find(({ id }) => id === next?.id),
  };
}

type Row = NonNullable<Awaited<ReturnType<typeof articleRowAt>>>;

async function withDetails(db: Db, row: Row | undefined, now: Date): Promise<Article | undefined> {
  if (!row) return undefined;
  const [authors, affiliations, files, access] = await Promise.all([
    authorRows(db, [row.id]),
    affiliationRows(db, row.id),
    fileRows(db, row.id),
    accessTypeRows(db, row.id),
  ]);
  return { ...row, authors, affiliations, files, accessType: accessTypeOn(dayOf(now), access) };
}

async function withAuthors<R extends { id: number }>(db: Db, rows: R[]): Promise<(R & Pick<ArticleLine, "authors">)[]> {
  const authors = await authorRows(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...row, authors: authors.filter(({ articleId }) => articleId === row.id) }));
}
