import type { Article } from "@/lib/catalog/article";
import { specialIssueRow } from "@/lib/catalog/sql/special-issues";
import type { Db } from "@/lib/db/connection";
import { type Grant, mayReadJournal, mayReadSpecialIssue } from "./may";

/** Whether roles allow to read the figures of an article that the journal does not show to everybody. */
export async function mayReadArticle(
  db: Db,
  grants: readonly Grant[],
  { journal, specialIssue }: Pick<Article, "specialIssue"> & { journal: Pick<Article["journal"], "id" | "issn"> },
): Promise<boolean> {
  if (mayReadJournal(grants, journal.id)) return true;
  if (specialIssue === null || grants.length === 0) return false;
  const row = await specialIssueRow(db, journal.issn, specialIssue.slug);
  return row !== undefined && mayReadSpecialIssue(grants, { journalId: journal.id, specialIssueId: row.id });
}
