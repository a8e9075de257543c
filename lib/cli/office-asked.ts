import { journalRow } from "@/lib/catalog/sql/journals";
import { specialIssueRow } from "@/lib/catalog/sql/special-issues";
import type { Db } from "@/lib/db/connection";
import { ROLES } from "@/lib/db/schema/people";
import type { Grant } from "@/lib/people/may";
import { textOf, UsageError, type Values } from "./command";

/** The role that `--role`, `--journal` and `--special-issue` mean together, and how one says it. */
export async function officeAsked(db: Db, values: Values, name: string): Promise<{ held: Grant; words: string }> {
  const written = textOf(values, "role");
  const role = ROLES.find((one) => one === written);
  if (!role) throw new UsageError(`${name} needs --role, one of ${ROLES.join(", ")}`);
  const issn = textOf(values, "journal");
  const slug = textOf(values, "special-issue");
  if (slug !== undefined && role !== "guest-editor")
    throw new UsageError("--special-issue: only a guest editor is one of a special issue");
  if (role === "administrator" && issn !== undefined)
    throw new UsageError("--journal: an administrator is one everywhere");
  if (role === "administrator" || (role === "analyst" && issn === undefined))
    return { held: { role, journalId: null, specialIssueId: null }, words: role };
  if (issn === undefined) throw new UsageError(`${name} --role ${role} needs --journal ISSN`);
  const journal = await journalRow(db, issn);
  if (!journal) throw new Error(`There is no journal ${issn}.`);
  if (role !== "guest-editor")
    return { held: { role, journalId: journal.id, specialIssueId: null }, words: `${role} of ${issn}` };
  if (slug === undefined) throw new UsageError(`${name} --role ${role} needs --special-issue SLUG`);
  const specialIssue = await specialIssueRow(db, issn, slug);
  if (!specialIssue) throw new Error(`The journal ${issn} has no special issue ${slug}.`);
  return {
    held: { role, journalId: journal.id, specialIssueId: specialIssue.id },
    words: `${role} of ${slug} of ${issn}`,
  };
}
