import { eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/connection";
import { articles } from "@/lib/db/schema/catalogue";
import { line, numberOrder, pageOrder } from "./columns";

/** The article before and after, by volume, issue and page, in the journal or in the article's special issue. */
export async function neighbourRows(db: Db, articleId: number, within: "journal" | "special issue") {
  const group = within === "journal" ? articles.journalId : articles.specialIssueId;
  const order = sql`${numberOrder(articles.volume)}, ${numberOrder(articles.issue)}, ${pageOrder}`;
  const ordered = db.$with("ordered").as(
    db
      .select({
        id: articles.id,
        previous: sql<number | null>`lag(${articles.id}) over (order by ${order})`.as("previous"),
        next: sql<number | null>`lead(${articles.id}) over (order by ${order})`.as("next"),
      })
      .from(articles)
      .where(eq(group, db.select({ group }).from(articles).where(eq(articles.id, articleId)))),
  );
  const [row] = await db.with(ordered).select().from(ordered).where(eq(ordered.id, articleId));
  const ids = [row?.previous, row?.next].filter((id): id is number => typeof id === "number");
  const lines = ids.length > 0 ? await db.select(line).from(articles).where(inArray(articles.id, ids)) : [];
  return {
    previous: lines.find(({ id }) => id === row?.previous),
    next: lines.find(({ id }) => id === row?.next),
  };
}
