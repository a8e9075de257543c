import { asc, eq } from "drizzle-orm";
import type { Db } from "@/lib/db/connection";
import { articleAuthors, articles } from "@/lib/db/schema/catalogue";

/** The DOIs of articles that have an address as that of who corresponds. */
export async function articlesWithAddress(db: Db, email: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ doi: articles.doi })
    .from(articleAuthors)
    .innerJoin(articles, eq(articles.id, articleAuthors.articleId))
    .where(eq(articleAuthors.email, email.toLowerCase()))
    .orderBy(asc(articles.doi));
  return rows.map(({ doi }) => doi);
}

/** Forgets an address with all articles that have it; says how many those were. */
export async function eraseAuthorAddress(db: Db, email: string): Promise<number> {
  const rows = await db
    .update(articleAuthors)
    .set({ email: null })
    .where(eq(articleAuthors.email, email.toLowerCase()))
    .returning({ articleId: articleAuthors.articleId });
  return new Set(rows.map(({ articleId }) => articleId)).size;
}
