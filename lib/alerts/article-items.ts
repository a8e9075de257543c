import { type ArticleLine, articlePath } from "@/lib/catalog/article";
import { isNumbered, pagesOf, plainName } from "@/lib/catalog/citation/cited";
import type { MailItem } from "@/lib/mail/layout";

const AUTHORS_SHOWN = 6;

/** Articles as a mail lists them; of several issues each says which. */
export const articleItems = (
  site: string,
  issn: string,
  articles: readonly ArticleLine[],
  { withIssue }: { withIssue: boolean },
): MailItem[] =>
  articles.map((article) => ({
    title: article.title,
    href: `${site}${articlePath(issn, article)}`,
    lines: [authorWords(article.authors), placeWords(article, withIssue)].filter((line) => line !== ""),
  }));

/** "A, B and C"; of many the first ones and how many there are besides. */
export function authorWords(authors: ArticleLine["authors"]): string {
  const names = authors.map(plainName);
  if (names.length > AUTHORS_SHOWN)
    return `${names.slice(0, AUTHORS_SHOWN - 1).join(", ")} and ${names.length - AUTHORS_SHOWN + 1} others`;
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(names);
}

function placeWords(article: ArticleLine, withIssue: boolean): string {
  const pages = isNumbered(article)
    ? `article ${article.firstPage}`
    : `${article.firstPage === pagesOf(article) ? "page" : "pages"} ${pagesOf(article, "–")}`;
  const place = withIssue ? `${article.volume}(${article.issue}), ${pages}` : pages;
  return [article.type, place, `doi:${article.doi}`].filter(Boolean).join(" · ");
}
