import { type Cited, doiUrl, pagesOf, particleOf, suffixOf } from "./cited";

/** The article as an item of CSL-JSON 1.0.2; what is not known is left out. */
export function cslItem(article: Cited): object {
  const { journal, published } = article;
  const issued = published ? published.split("-").map(Number) : [article.year];
  return {
    id: article.doi,
    type: "article-journal",
    title: article.title,
    author: article.authors.map((author) => {
      if (!author.given) return { literal: author.family };
      const { suffix, rest: name } = suffixOf(author);
      const { particle, rest: family } = particleOf({ family: name });
      return {
        ...{ family, given: author.given },
        ...(particle ? { "non-dropping-particle": particle } : {}),
        ...(suffix ? { suffix } : {}),
      };
    }),
    "container-title": journal.title,
    "container-title-short": journal.abbreviation,
    publisher: journal.publisher,
    issued: { "date-parts": [issued] },
    volume: article.volume,
    issue: article.issue,
    page: pagesOf(article),
    DOI: article.doi,
    URL: doiUrl(article.doi),
    ISSN: journal.issn,
    ...(article.abstract ? { abstract: article.abstract } : {}),
    ...(article.keywords.length > 0 ? { keyword: article.keywords.join(", ") } : {}),
  };
}
