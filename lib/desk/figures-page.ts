import { specialIssueRow } from "@/lib/catalog/sql/special-issues";
import type { Db } from "@/lib/db/connection";
import { mayReadJournal, mayReadSpecialIssue } from "@/lib/people/may";
import type { Person } from "@/lib/people/visitor";

/** The pages of a journal's desk that show figures, as its address goes on after the ISSN. */
export const FIGURES_PAGES = ["", "/articles", "/compare", "/cohorts", "/where"] as const;
export type FiguresPage = (typeof FIGURES_PAGES)[number];

export const isFiguresPage = (page: string): page is FiguresPage => FIGURES_PAGES.some((one) => one === page);

/** The special issue whose page it is; undefined for pages of the whole journal. */
export const specialIssueSlug = (page: string): string | undefined => /^\/special-issues\/([\w-]+)$/.exec(page)?.[1];

export const specialIssuePage = (slug: string): string => `/special-issues/${slug}`;

/** Whether somebody may read the figures of a page of a journal's desk; of a page that does not exist nobody may. */
export async function mayReadPage(
  db: Db,
  { grants }: Pick<Person, "grants">,
  journal: { id: number; issn: string },
  page: string,
): Promise<boolean> {
  if (isFiguresPage(page)) return mayReadJournal(grants, journal.id);
  const slug = specialIssueSlug(page);
  const specialIssue = slug === undefined ? undefined : await specialIssueRow(db, journal.issn, slug);
  return (
    specialIssue !== undefined &&
    mayReadSpecialIssue(grants, { journalId: journal.id, specialIssueId: specialIssue.id })
  );
}
