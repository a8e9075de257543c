import { type Article, articlePath } from "../article";
import { doiUrl } from "../citation/cited";

/** True when the article can be read as a page: from its XML, or, of a sample, made of its metadata. */
export const hasFullText = ({ journal, hasText }: Pick<Article, "journal" | "hasText">): boolean =>
  journal.sample || hasText;

/** Where an article and what belongs to it stand, as absolute addresses. `site` is the origin readers reach us by. */
export function addressesOf(article: Article, site: string) {
  const page = `${site}${articlePath(article.journal.issn, article)}`;
  return {
    page,
    doi: doiUrl(article.doi),
    journal: `${site}/${article.journal.issn}`,
    contents: page.slice(0, page.lastIndexOf("/")),
    /** Undefined when there is no text to read as a page. */
    fullText: hasFullText(article) ? `${page}/htm` : undefined,
    xml: article.files.some(({ kind }) => kind === "xml") ? `${page}/xml` : undefined,
    pdf: article.files.some(({ kind }) => kind === "pdf") ? `${page}/pdf` : undefined,
    exported: (format: string) => `${page}/export/${format}`,
    usage: `${site}/api/usage/articles/${encodeURI(article.doi)}`,
    linkset: `${page}/linkset`,
  };
}
