import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/connection";
import { articleFiles, articles } from "@/lib/db/schema/catalogue";
import { articleVersions, supersededFiles } from "@/lib/db/schema/versions";
import type { ArticleVersionTerm } from "../article-version";

/** An article's versions, the latest first. */
export async function versionRows(db: Db | Tx, articleId: number) {
  return db
    .select({
      number: articleVersions.number,
      since: articleVersions.since,
      term: articleVersions.term,
      note: articleVersions.note,
    })
    .from(articleVersions)
    .where(eq(articleVersions.articleId, articleId))
    .orderBy(desc(articleVersions.number));
}

/** The files of its versions before the latest, oldest first. */
export async function supersededFileRows(db: Db, articleId: number) {
  return db
    .select()
    .from(supersededFiles)
    .where(eq(supersededFiles.articleId, articleId))
    .orderBy(asc(supersededFiles.version), asc(supersededFiles.kind));
}

/** The number an article's latest version has; 1 where none is on record. */
export const latestVersion = sql<number>`coalesce((
  select max(v.number) from article_versions v where v.article_id = ${articles.id}), 1)::int`;

/** The instant a later version took the first one's place, in ISO 8601; null where none did. */
export const renewedAt = sql<string | null>`(
  select to_char(max(v.since) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
  from article_versions v where v.article_id = ${articles.id} and v.number > 1)`;

/** Makes the first version of an article that has none. */
export async function ensureFirstVersion(tx: Tx, articleId: number): Promise<void> {
  await tx.execute(sql`
    insert into article_versions (article_id, number, since)
    select id, 1, least(coalesce(published::timestamp at time zone 'UTC', now()), now()) from articles where id = ${articleId}
    on conflict do nothing`);
}

/** Says what the latest version is. */
export async function termLatest(tx: Tx, articleId: number, term: ArticleVersionTerm | null): Promise<void> {
  await tx.execute(sql`
    update article_versions set term = ${term}
    where article_id = ${articleId} and term is distinct from ${term}::text
      and number = (select max(number) from article_versions where article_id = ${articleId})`);
}

/** Holds an article against changes by others until the end of the transaction. */
export async function lockArticle(tx: Tx, articleId: number): Promise<void> {
  await tx.select({ id: articles.id }).from(articles).where(eq(articles.id, articleId)).for("update");
}

/** Begins a new version: the PDF and XML there are now become those of the one before. Gives its number. */
export async function beginVersion(
  tx: Tx,
  articleId: number,
  { since, note }: { since: Date; note: string | null },
): Promise<number> {
  await ensureFirstVersion(tx, articleId);
  const [latest] = await versionRows(tx, articleId);
  if (!latest) throw new Error("the article is gone");
  const files = await tx
    .select()
    .from(articleFiles)
    .where(and(eq(articleFiles.articleId, articleId), sql`${articleFiles.kind} in ('pdf', 'xml')`));
  const kept = files.flatMap(({ kind, width: _width, height: _height, ...file }) =>
    kind === "pdf" || kind === "xml" ? [{ ...file, kind, version: latest.number }] : [],
  );
  if (kept.length > 0) await tx.insert(supersededFiles).values(kept);
  const number = latest.number + 1;
  await tx.insert(articleVersions).values({ articleId, number, since, term: latest.term, note });
  return number;
}
