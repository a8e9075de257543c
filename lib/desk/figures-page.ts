import { specialIssueRow } from "@/lib/catalog/sql/special-issues";
import type { Db } from "@/lib/db/connection";
import { mayReadJournal, mayReadSpecialIssue } from "@/lib/people/may";
import type { Person } from "@/lib/people/visitor";

/** The pages of a journal's desk that show figures, as its address goes on after the ISSN. */
export const FIGURES_PAGES = ["", "/articles", "/compare", "/cohorts", "/where"] as const;
export type FiguresPage = (typeof FIGURES_PAGES)[number];

export const isFiguresPage = (page: string): page is FiguresPage => FIGURES_PAGES.some((one) => one === page);

/** The pages of a special issue that show figures, as its own address goes on. */
export const SPECIAL_ISSUE_PARTS = ["", "/where"] as const;
export type SpecialIssuePart = (typeof SPECIAL_ISSUE_PARTS)[number];

/** The special issue whose page it is, and which of its pages; undefined for pages of the whole journal. */
export function specialIssueOf(page: string): { slug: string; part: SpecialIssuePart } | undefined {
  const [, slug, rest] = /^\/special-issues\/([\w-]+)(\/.*)?$/.exec(page) ?? [];
  const part = SPECIAL_ISSUE_PARTS.find((one) => one === (rest ?? ""));
  return slug === undefined || part === undefined ? undefined : { slug, part };
}

export const specialIssuePage = (slug: string, part: SpecialIssuePart = ""): string => `/special-issues/${slug}${part}`;

/** Whether somebody may read the figures of a page of a journal's desk; of a page that does not exist nobody may. */
export async function mayReadPage(
  db: Db,
  { grants }: Pick<Person, "grants">,
  journal: { id: number; issn: string },
  page: string,
): Promise<boolean> {
  if (isFiguresPage(page)) return mayReadJournal(grants, journal.id);
  const of = specialIssueOf(page);
  const specialIssue = of && (await specialIssueRow(db, journal.issn, of.slug));
  return (
    specialIssue !== undefined &&
    mayReadSpecialIssue(grants, { journalId: journal.id, specialIssueId: specialIssue.id })
  );
}
