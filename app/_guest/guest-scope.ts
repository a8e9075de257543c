import { paramsOf, type SearchParams } from "@/app/_desk/desk-view";
import type { Scope } from "@/app/_desk/read-scope";
import { specialIssueRow } from "@/lib/catalog/sql/special-issues";
import { sharedDb } from "@/lib/db/shared";
import { type FiguresPage, isFiguresPage, specialIssueOf } from "@/lib/desk/figures-page";
import type { GuestLink } from "@/lib/desk/sql/guest-links";

/** The journal or special issue of a link that is of no article; undefined when it is not there any more. */
export async function guestScope({ journal, specialIssue, viewPage }: GuestLink): Promise<Scope | undefined> {
  if (specialIssue) return { journal, specialIssue };
  const of = viewPage === null ? undefined : specialIssueOf(viewPage);
  if (!of) return { journal };
  const found = await specialIssueRow(sharedDb(), journal.issn, of.slug);
  return found && { journal, specialIssue: found };
}

/** Which of the pages of figures a link's view is of, be they the journal's or a special issue's. */
export function viewedPage({ viewPage }: GuestLink): FiguresPage {
  if (viewPage === null) return "";
  return isFiguresPage(viewPage) ? viewPage : (specialIssueOf(viewPage)?.part ?? "");
}

/** What a link's view asks for, whatever its address says; a table may be leafed through. */
export const viewSearch = ({ viewQuery }: GuestLink, search: SearchParams): SearchParams => ({
  ...paramsOf(new URLSearchParams(viewQuery ?? "")),
  page: search.page,
});
