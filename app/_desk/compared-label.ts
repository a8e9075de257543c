import type { Journal } from "@/lib/catalog/article";
import type { ListedArticle } from "@/lib/catalog/sql/listing";
import { idsOfKeyword } from "@/lib/usage/keywords";
import type { Compared } from "./compare-view";

/** What a line is called; undefined for what is not of the journal. */
export function comparedLabel(one: Compared, articles: readonly ListedArticle[], journal: Journal): string | undefined {
  if (one.kind === "article") return articleOf(one.doi, articles)?.title;
  if (one.kind === "keyword")
    return idsOfKeyword(articles, one.keyword).length > 0 ? `Keyword: ${one.keyword}` : undefined;
  switch (one.group) {
    case "j":
      return journal.title;
    case "s":
      return articles.find(({ specialIssueId }) => String(specialIssueId) === one.key)?.specialIssue ?? undefined;
    case "t":
      return articles.some(({ type }) => type === one.key) ? one.key : undefined;
    case "c":
      return articles.some(({ section }) => section === one.key) ? one.key : undefined;
    case "y":
      return articles.some(({ year }) => String(year) === one.key) ? `Published in ${one.key}` : undefined;
  }
}

export const articleOf = (doi: string, articles: readonly ListedArticle[]): ListedArticle | undefined =>
  articles.find((article) => article.doi.toLowerCase() === doi.toLowerCase());

/** The article that words mean: a DOI, or the first whose title holds them. */
export function meantArticle(words: string, articles: readonly ListedArticle[]): ListedArticle | undefined {
  const doi = words.replace(/^https?:\/\/(dx\.)?doi\.org\//i, "");
  const held = words.toLowerCase();
  return articleOf(doi, articles) ?? articles.find(({ title }) => title.toLowerCase().includes(held));
}
