import { type Article, articlePath } from "../article";
import { doiUrl } from "../citation/cited";

/** Where an article and what belongs to it stand, as absolute addresses. `site` is the origin readers reach us by. */
export function addressesOf(article: Article, site: string) {
  const page = `${site}${articlePath(article.journal.issn, article)}`;
  return {
    page,
    doi: doiUrl(article.doi),
    journal: `${site}/${article.journal.issn}`,
    contents: page.slice(0, page.lastIndexOf("/")),
    /** Undefined when there is no text to read as a page. */
    fullText: article.journal.sample ? `${page}/htm` : undefined,
    pdf: article.files.some(({ kind }) => kind === "pdf") ? `${page}/pdf` : undefined,
    exported: (format: string) => `${page}/export/${format}`,
    usage: `${site}/api/usage/articles/${encodeURI(article.doi)}`,
    linkset: `${page}/linkset`,
  };
}
