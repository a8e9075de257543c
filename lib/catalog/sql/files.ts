import { and, asc, eq, inArray } from "drizzle-orm";
import type { Db } from "@/lib/db/connection";
import { articleFiles, articles, journals } from "@/lib/db/schema/catalogue";
import type { ArticleAddress, ArticleFile } from "../article";

export async function fileRows(db: Db, articleId: number) {
  return db
    .select()
    .from(articleFiles)
    .where(eq(articleFiles.articleId, articleId))
    .orderBy(asc(articleFiles.kind), asc(articleFiles.name));
}

/** The file of a kind, and of a name where one is asked for, of the article at a public address. */
export async function fileRowAt(
  db: Db,
  { issn, volume, issue, page }: ArticleAddress,
  kind: ArticleFile["kind"],
  name?: string,
) {
  const [row] = await db
    .select({ doi: articles.doi, file: articleFiles })
    .from(articleFiles)
    .innerJoin(articles, eq(articles.id, articleFiles.articleId))
    .innerJoin(journals, eq(journals.id, articles.journalId))
    .where(
      and(
        eq(journals.issn, issn),
        eq(articles.volume, volume),
        eq(articles.issue, issue),
        eq(articles.firstPage, page),
        eq(articleFiles.kind, kind),
        ...(name === undefined ? [] : [eq(articleFiles.name, name)]),
      ),
    )
    .limit(1);
  return row;
}

/** Takes a file away from an article; what it held stays in the store. */
export async function removeFile(
  db: Db,
  articleId: number,
  { kind, name }: Pick<ArticleFile, "kind" | "name">,
): Promise<void> {
  await db
    .delete(articleFiles)
    .where(and(eq(articleFiles.articleId, articleId), eq(articleFiles.kind, kind), eq(articleFiles.name, name)));
}

/** Those of the articles that have a file of the kind. */
export async function articlesWithFile(db: Db, ids: number[], kind: ArticleFile["kind"]): Promise<number[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectDistinct({ id: articleFiles.articleId })
    .from(articleFiles)
    .where(and(inArray(articleFiles.articleId, ids), eq(articleFiles.kind, kind)));
  return rows.map(({ id }) => id);
}

export async function upsertFile(db: Db, articleId: number, file: ArticleFile): Promise<void> {
  const values = { articleId, ...file };
  await db
    .insert(articleFiles)
    .values(values)
    .onConflictDoUpdate({ target: [articleFiles.articleId, articleFiles.kind, articleFiles.name], set: values });
}
