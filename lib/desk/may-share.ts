import type { Journal } from "@/lib/catalog/article";
import { specialIssuesByIds } from "@/lib/catalog/sql/special-issues";
import type { Db } from "@/lib/db/connection";
import { mayEdit, specialIssuesRead } from "@/lib/people/may";
import type { Person } from "@/lib/people/visitor";

/** Whether somebody may make guest links of a journal, or of a special issue in it. */
export async function mayShareJournal(
  db: Db,
  { grants }: Pick<Person, "grants">,
  { id, issn }: Pick<Journal, "id" | "issn">,
): Promise<boolean> {
  if (mayEdit(grants, id)) return true;
  return (await specialIssuesByIds(db, specialIssuesRead(grants))).some((one) => one.issn === issn);
}
