import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { ArticlesFigures } from "@/app/_desk/articles-figures";
import { CohortsFigures } from "@/app/_desk/cohorts-figures";
import { CompareFigures } from "@/app/_desk/compare-figures";
import type { SearchParams } from "@/app/_desk/desk-view";
import { Overview } from "@/app/_desk/overview";
import type { Figures } from "@/app/_desk/read-scope";
import { WhereFigures } from "@/app/_desk/where-figures";
import type { FiguresPage } from "@/lib/desk/figures-page";
import type { GuestLink } from "@/lib/desk/sql/guest-links";
import { ArticleFigures } from "./article-figures";
import { guestScope, viewedPage, viewSearch } from "./guest-scope";

const PAGES: Record<FiguresPage, (figures: Figures) => Promise<ReactNode>> = {
  "": Overview,
  "/articles": ArticlesFigures,
  "/compare": CompareFigures,
  "/cohorts": CohortsFigures,
  // Institutions are confidential, and a link is anybody's.
  "/where": (figures) => WhereFigures({ ...figures, institutions: false }),
};

/** What a link shows: days may be chosen of an article and a special issue; a view is as it was when the link was made. */
export async function GuestFigures({ link, path, search }: { link: GuestLink; path: string; search: SearchParams }) {
  if (link.doi !== null) return <ArticleFigures doi={link.doi} path={path} search={search} />;
  const scope = await guestScope(link);
  if (!scope) notFound();
  if (link.viewPage === null) return <Overview {...{ scope, path, search }} audience="guest" />;
  const Shown = PAGES[viewedPage(link)];
  return <Shown scope={scope} path={path} search={viewSearch(link, search)} audience="guest of a view" />;
}
