import { eq, sql } from "drizzle-orm";
import { ACCESS_TYPE_CODES } from "@/lib/counter/attributes";
import type { Db, Tx } from "@/lib/db/connection";
import {
  articleAccessTypes,
  articleAffiliations,
  articleAuthors,
  articleReferences,
  articleRelations,
  articles,
} from "@/lib/db/schema/catalogue";
import type { ArticleEntry } from "../entry";
import { searchUpdate } from "./search";
import { specialIssueIdOf } from "./special-issues";
import { ensureFirstVersion, termLatest } from "./versions";

/** Writes an article with its people, affiliations and access types, whole or not at all; again with the same DOI replaces it. */
export async function upsertArticle(db: Db | Tx, journalId: number, entry: ArticleEntry): Promise<number> {
  return db.transaction(async (tx) => {
    const specialIssueId = entry.specialIssue
      ? await specialIssueIdOf(tx, journalId, { title: entry.specialIssue, closed: entry.specialIssueClosed })
      : null;
    const values = {
      journalId,
      specialIssueId,
      doi: entry.doi,
      title: entry.title,
      titleMarkup: entry.titleMarkup ?? null,
      type: entry.type ?? null,
      volume: entry.volume,
      issue: entry.issue,
      firstPage: entry.firstPage,
      lastPage: entry.lastPage ?? null,
      abstract: entry.abstract ?? null,
      keywords: entry.keywords,
      keywordKeys: entry.keywords.map((keyword) => keyword.toLowerCase()),
      received: entry.received ?? null,
      revised: entry.revised ?? null,
      accepted: entry.accepted ?? null,
      published: entry.published ?? null,
      year: entry.year,
      license: entry.license ?? null,
      licenseUrl: entry.licenseUrl ?? null,
      hasText: entry.hasText ?? false,
    };
    const [row] = await tx
      .insert(articles)
      .values({ ...values, joined: specialIssueId === null ? null : sql`now()` })
      .onConflictDoUpdate({ target: articles.doiKey, set: { ...values, ...MOVED } })
      .returning({ id: articles.id });
    if (!row) throw new Error("the article was not written");
    const articleId = row.id;
    await tx.delete(articleAuthors).where(eq(articleAuthors.articleId, articleId));
    await tx.delete(articleAffiliations).where(eq(articleAffiliations.articleId, articleId));
    await tx.delete(articleAccessTypes).where(eq(articleAccessTypes.articleId, articleId));
    await tx.delete(articleRelations).where(eq(articleRelations.articleId, articleId));
    const relations = (entry.relations ?? []).map(({ kind, doi }) => ({ articleId, kind, doiKey: doi.toLowerCase() }));
    if (relations.length > 0) await tx.insert(articleRelations).values(relations).onConflictDoNothing();
    await tx.delete(articleReferences).where(eq(articleReferences.articleId, articleId));
    const references = [...new Set((entry.references ?? []).map((doi) => doi.toLowerCase()))];
    if (references.length > 0)
      await tx.insert(articleReferences).values(references.map((doiKey) => ({ articleId, doiKey })));
    const authors = entry.authors.map((author, i) => ({ articleId, position: i + 1, ...author }));
    if (authors.length > 0) await tx.insert(articleAuthors).values(authors);
    const affiliations = entry.affiliations.map((name, i) => ({ articleId, position: i + 1, name }));
    if (affiliations.length > 0) await tx.insert(articleAffiliations).values(affiliations);
    const access = entry.accessTypes.map(({ since, accessType }) => ({
      articleId,
      since,
      accessType: ACCESS_TYPE_CODES[accessType],
    }));
    if (access.length > 0) await tx.insert(articleAccessTypes).values(access);
    await tx.execute(searchUpdate(articleId));
    await ensureFirstVersion(tx, articleId);
    await termLatest(tx, articleId, entry.articleVersion ?? null);
    return articleId;
  });
}

/** An article that comes to another issue, or another special issue, is new there. */
const MOVED = {
  added: sql`case when (articles.journal_id, articles.volume, articles.issue)
    is distinct from (excluded.journal_id, excluded.volume, excluded.issue) then now() else articles.added end`,
  joined: sql`case when excluded.special_issue_id is null then null
    when articles.special_issue_id is distinct from excluded.special_issue_id then now() else articles.joined end`,
};
