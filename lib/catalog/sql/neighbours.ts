import { eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/connection";
import { articles } from "@/lib/db/schema/catalogue";
import { inPlace, line } from "./columns";

/** The article before and after, by volume, issue and page, in the journal or in the article's special issue: one step each in an index. */
export async function neighbourRows(db: Db, articleId: number, within: "journal" | "special issue") {
  const group = within === "journal" ? articles.journalId : articles.specialIssueId;
  const [mine] = await db.select({ group, place: articles.place }).from(articles).where(eq(articles.id, articleId));
  if (!mine || mine.group === null) return { previous: undefined, next: undefined };
  const beside = (isBeside: SQL, order: SQL) =>
    db.select(line).from(articles).where(sql`${group} = ${mine.group} and ${isBeside}`).orderBy(order).limit(1);
  const [[previous], [next]] = await Promise.all([
    beside(sql`${inPlace} < ${mine.place}`, sql`${inPlace} desc`),
    beside(sql`${inPlace} > ${mine.place}`, inPlace),
  ]);
  return { previous, next };
}
