import type { Article } from "../article";
import { addressesOf } from "./addresses";
import { EXPORT_FORMATS } from "./formats";

export interface TypedLink {
  rel: string;
  href: string;
  type?: string;
}

/** What programs may follow from an article's page (Signposting, level 1). */
export function articleLinks(article: Article, site: string): TypedLink[] {
  const at = addressesOf(article, site);
  const orcids = article.authors.flatMap(({ orcid }) => orcid ?? []);
  return [
    { rel: "cite-as", href: at.doi },
    { rel: "type", href: "https://schema.org/ScholarlyArticle" },
    { rel: "type", href: "https://schema.org/AboutPage" },
    ...orcids.map((orcid) => ({ rel: "author", href: `https://orcid.org/${orcid}` })),
    ...(article.licenseUrl ? [{ rel: "license", href: article.licenseUrl }] : []),
    ...(at.pdf ? [{ rel: "item", href: at.pdf, type: "application/pdf" }] : []),
    ...(at.xml ? [{ rel: "item", href: at.xml, type: "application/xml" }] : []),
    ...(at.fullText ? [{ rel: "item", href: at.fullText, type: "text/html" }] : []),
    ...EXPORT_FORMATS.map(({ id, mediaType }) => ({ rel: "describedby", href: at.exported(id), type: mediaType })),
    { rel: "describedby", href: at.usage, type: "application/json" },
    { rel: "collection", href: at.journal, type: "text/html" },
  ];
}

/** More links than this make a header that some proxies cut; the linkset has them all. */
const IN_HEADER = 20;

/** The Link header of an article's page: its links, or the two that matter most and where the rest are. */
export function linkHeader(article: Article, site: string): string {
  const links = articleLinks(article, site);
  const shown = links.length > IN_HEADER ? links.filter(({ rel }) => rel === "cite-as" || rel === "type") : links;
  const linkset: TypedLink = {
    rel: "linkset",
    href: addressesOf(article, site).linkset,
    type: "application/linkset+json",
  };
  return [...shown, linkset].map(written).join(", ");
}

/** All links as RFC 9264 has them: those of the page, and from each of its files and descriptions back to it. */
export function linkset(article: Article, site: string): object {
  const at = addressesOf(article, site);
  const links = articleLinks(article, site);
  const page: Record<string, unknown> = { anchor: at.page };
  for (const rel of new Set(links.map((link) => link.rel)))
    page[rel] = links.filter((link) => link.rel === rel).map(({ href, type }) => ({ href, ...(type ? { type } : {}) }));
  const items = links
    .filter(({ rel }) => rel === "item")
    .map(({ href }) => ({ anchor: href, collection: [{ href: at.page, type: "text/html" }] }));
  const forms = links
    .filter(({ rel }) => rel === "describedby")
    .map(({ href }) => ({ anchor: href, describes: [{ href: at.page, type: "text/html" }] }));
  return { linkset: [page, ...items, ...forms] };
}

/** The Link header of the PDF, the XML and the full text, of whose path theirs is a step: back to the article's page. */
export const collectionLink = (pathname: string): string =>
  written({ rel: "collection", href: pathname.replace(/\/[^/]+\/*$/, ""), type: "text/html" });

/** The Link header of a form of the article's facts: to the page it is about. */
export const describesLink = (pathname: string): string =>
  written({ rel: "describes", href: pathname.replace(/\/export\/[^/]*\/*$/, ""), type: "text/html" });

/** A header holds ASCII alone, and an address in it no bracket that would end it. */
const written = ({ rel, href, type }: TypedLink): string => {
  const address = href.replace(/[^\x21-\x7e]|[<>"]/gu, encodeURIComponent);
  return `<${address}>; rel="${rel}"${type ? `; type="${type}"` : ""}`;
};
