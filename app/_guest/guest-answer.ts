import { articlesAnswer } from "@/app/_desk/articles-answer";
import { cohortsAnswer } from "@/app/_desk/cohorts-answer";
import { compareAnswer } from "@/app/_desk/compare-answer";
import { parseDeskView, type SearchParams } from "@/app/_desk/desk-view";
import { CSV, refused } from "@/app/_desk/file-answer";
import { nothingHere } from "@/app/_desk/journal-form";
import { download } from "@/app/_desk/journal-request";
import { nothingCounted, seriesAnswer } from "@/app/_desk/series-answer";
import { whereAnswer } from "@/app/_desk/where-answer";
import { articleByDoi } from "@/lib/catalog/articles";
import { sharedDb } from "@/lib/db/shared";
import type { GuestLink } from "@/lib/desk/sql/guest-links";
import { articleUsage } from "@/lib/usage/article-usage";
import { usageCsv } from "@/lib/usage/csv";
import { lastRolledDay } from "@/lib/usage/journal-figures";
import { firstRecordedDay } from "@/lib/usage/queries";
import { guestScope, viewedPage, viewSearch } from "./guest-scope";

/** The file behind what a link shows; of a view the one that its page is of, whatever the address asks. */
export async function guestAnswer(link: GuestLink, search: SearchParams): Promise<Response> {
  if (link.doi !== null) return articleAnswer(link.doi, search);
  const scope = await guestScope(link);
  if (!scope) return nothingHere();
  if (link.viewPage === null) return seriesAnswer(scope, search);
  const view = viewSearch(link, {});
  switch (viewedPage(link)) {
    case "/articles":
      return articlesAnswer(scope, { ...view, format: "csv" }, { asShown: true });
    case "/compare":
      return compareAnswer(scope, view);
    case "/cohorts":
      return cohortsAnswer(scope);
    case "/where":
      return whereAnswer(scope, { ...view, table: search.table }, { institutions: false, byMonth: true });
    default:
      return seriesAnswer(scope, view);
  }
}

async function articleAnswer(doi: string, search: SearchParams): Promise<Response> {
  const db = sharedDb();
  const [article, through] = await Promise.all([articleByDoi(db, doi), lastRolledDay(db)]);
  if (!article) return nothingHere();
  if (through === undefined) return nothingCounted();
  const { view, faults } = parseDeskView(search, { since: await firstRecordedDay(db, article.id), through });
  if (faults.length > 0) return refused(`Not understood in the address: ${faults.join("; ")}.`);
  const usage = await articleUsage(db, article.id, view, new Date());
  const of = [
    ["Article", article.title],
    ["DOI", article.doi],
  ] as const;
  const name = `usage-${article.doi}-${usage.from}-${usage.to}.csv`;
  return download(usageCsv(usage, { of, sample: article.journal.sample }), CSV, name);
}
