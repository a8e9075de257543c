import { notFound } from "next/navigation";
import { cache } from "react";
import { parseArticlePath } from "@/lib/catalog/address";
import type { Article } from "@/lib/catalog/article";
import { articleAt, issueArticles } from "@/lib/catalog/articles";
import { sharedDb } from "@/lib/db/shared";
import { findJournal } from "./find-journal";

export interface ArticleParams {
  issn: string;
  volume: string;
  issue: string;
  page: string;
}

/** The article of a page's address, or the 404 page. Asked once a request, however many parts of the page ask. */
export const findArticle = async (params: Promise<ArticleParams>): Promise<Article> => {
  const { issn, volume, issue, page } = await params;
  return (await known(issn, volume, issue, page)) ?? notFound();
};

const known = cache(async (...steps: [string, string, string, string]): Promise<Article | undefined> => {
  const parsed = parseArticlePath(`/${steps.join("/")}`);
  return parsed && (await articleAt(sharedDb(), parsed.address));
});

/**
 * Ends with the 404 page of the issue when it is the issue that is unknown, so that the 404 page of the article need
 * only speak of the page. Costs nothing when the article is there.
 */
export async function expectIssue(params: Promise<ArticleParams>): Promise<void> {
  const { issn, volume, issue, page } = await params;
  if (await known(issn, volume, issue, page)) return;
  const steps = parsedIssue(issn, volume, issue);
  const journal = await findJournal(issn);
  if (!steps || (await issueArticles(sharedDb(), journal.id, steps.volume, steps.issue)).length === 0) notFound();
}

/** Volume and issue of an address, decoded; undefined when no issue can have that address. */
export const parsedIssue = (issn: string, volume: string, issue: string) =>
  parseArticlePath(`/${issn}/${volume}/${issue}/1`)?.address;

/** Next hands steps of the address over still encoded. */
export function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
