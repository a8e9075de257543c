import { eq } from "drizzle-orm";
import type { Db } from "@/lib/db/connection";
import { articleAuthors } from "@/lib/db/schema/catalogue";

/** Whether an article names the address as that of a corresponding author. */
export async function isAuthorAddress(db: Db, email: string): Promise<boolean> {
  const [row] = await db
    .select({ id: articleAuthors.articleId })
    .from(articleAuthors)
    .where(eq(articleAuthors.email, email.toLowerCase()))
    .limit(1);
  return row !== undefined;
}
