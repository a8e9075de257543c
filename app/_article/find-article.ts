import { notFound } from "next/navigation";
import { cache } from "react";
import type { Article } from "@/lib/catalog/article";
import { articleAt } from "@/lib/catalog/articles";
import { isIssn } from "@/lib/catalog/issn";
import { sharedDb } from "@/lib/db/shared";

export interface ArticleParams {
  issn: string;
  volume: string;
  issue: string;
  page: string;
}

/** The article of a page's address, or the 404 page. Asked once a request, however many parts of the page ask. */
export const findArticle = async (params: Promise<ArticleParams>): Promise<Article> => {
  const { issn, volume, issue, page } = await params;
  return found(decoded(issn), decoded(volume), decoded(issue), decoded(page));
};

const found = cache(async (issn: string, volume: string, issue: string, page: string): Promise<Article> => {
  const article = isIssn(issn) ? await articleAt(sharedDb(), { issn, volume, issue, page }) : undefined;
  return article ?? notFound();
});

/** Next hands steps of the address over still encoded. */
export function decoded(step: string): string {
  try {
    return decodeURIComponent(step).replaceAll("\0", "");
  } catch {
    return step;
  }
}
