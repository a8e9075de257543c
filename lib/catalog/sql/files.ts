import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/connection";
import { articleFiles, articles, journals } from "@/lib/db/schema/catalogue";
import { supersededFiles } from "@/lib/db/schema/versions";
import type { ArticleAddress, ArticleFile } from "../article";
import { latestVersion } from "./versions";

export async function fileRows(db: Db | Tx, articleId: number) {
  return db
    .select()
    .from(articleFiles)
    .where(eq(articleFiles.articleId, articleId))
    .orderBy(asc(articleFiles.kind), asc(articleFiles.name));
}

/** The file of a kind, and of a name where one is asked for, of the article at a public address, and the number of its version. */
export async function fileRowAt(
  db: Db,
  { issn, volume, issue, page }: ArticleAddress,
  kind: ArticleFile["kind"],
  name?: string,
) {
  const [row] = await db
    .select({ articleId: articles.id, doi: articles.doi, file: articleFiles, version: latestVersion })
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

/** What an article had of a kind in the versions before its latest, the newest first. */
export async function supersededRowsOf(db: Db, articleId: number, kind: "pdf" | "xml") {
  return db
    .select()
    .from(supersededFiles)
    .where(and(eq(supersededFiles.articleId, articleId), eq(supersededFiles.kind, kind)))
    .orderBy(desc(supersededFiles.version));
}

/** Takes a file away from an article; what it held stays in the store. */
export async function removeFile(
  db: Db | Tx,
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

export async function upsertFile(db: Db | Tx, articleId: number, file: ArticleFile): Promise<void> {
  const values = { articleId, ...file };
  await db
    .insert(articleFiles)
    .values(values)
    .onConflictDoUpdate({ target: [articleFiles.articleId, articleFiles.kind, articleFiles.name], set: values });
}

/** Some of the files there are, others each time. */
export async function someFileRows(db: Db, limit: number): Promise<{ sha256: string; name: string; doi: string }[]> {
  return db
    .select({ sha256: articleFiles.sha256, name: articleFiles.name, doi: articles.doi })
    .from(articleFiles)
    .innerJoin(articles, eq(articles.id, articleFiles.articleId))
    .orderBy(sql`random()`)
    .limit(limit);
}
