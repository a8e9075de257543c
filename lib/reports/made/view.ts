import type { Range } from "@/lib/calendar/comparison";
import { journalById } from "@/lib/catalog/sql/journals";
import { journalSpecialIssues } from "@/lib/catalog/sql/special-issues";
import type { Db } from "@/lib/db/connection";
import { paramsOf } from "@/lib/usage/search-params";
import { parseTableView, type TableView } from "@/lib/usage/table-view";

/** Which articles, which columns and which order a view of the desk's table asks for. Days in it are not looked at: the report has its own. */
export const parseView = (view: string): { table: TableView; faults: string[] } =>
  parseTableView(paramsOf(new URLSearchParams(view)));

/** What is wrong with a view of a journal, in words. */
export async function viewFault(
  db: Db,
  { journalId, view }: { journalId: number; view: string },
): Promise<string | undefined> {
  const journal = await journalById(db, journalId);
  if (!journal) return "There is no such journal.";
  const { table, faults } = parseView(view);
  if (faults.length > 0) return `Not understood in the view: ${faults.join("; ")}.`;
  const { specialIssueId } = table.filter;
  if (specialIssueId === undefined) return undefined;
  const known = await journalSpecialIssues(db, journal.issn);
  return known.some(({ id }) => id === specialIssueId)
    ? undefined
    : `The view is of the special issue ${specialIssueId}, which ${journal.title} does not have.`;
}

/** What a view is narrowed to: `“stem cells”, Review, published in 2025`; empty for all articles. */
export function filterWords(
  { words, filter }: Pick<TableView, "words" | "filter">,
  specialIssues: readonly { id: number; title: string }[],
): string {
  const issue = specialIssues.find(({ id }) => id === filter.specialIssueId);
  return [
    words.trim() && `“${words.trim()}”`,
    filter.type,
    filter.section && `section ${filter.section}`,
    issue && `special issue “${issue.title}”`,
    filter.year && `published in ${filter.year}`,
    filter.keyword && `keyword ${filter.keyword}`,
  ]
    .filter(Boolean)
    .join(", ");
}

/** A view with the days of a report, as the desk's address has it. */
export function viewAddress(view: string, { from, to }: Range): string {
  const params = new URLSearchParams(view);
  for (const days of ["range", "from", "to", "page", "with-from", "with-to", "interval", "compare"])
    params.delete(days);
  params.set("from", from);
  params.set("to", to);
  return params.toString();
}
