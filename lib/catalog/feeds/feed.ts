import { type Article, type ArticleLine, articlePath } from "../article";
import { doiUrl, isNumbered, plainName } from "../citation/cited";
import { element, xml } from "./xml";

export type FeedArticle = ArticleLine &
  Pick<Article, "abstract" | "keywords" | "licenseUrl"> & {
    /** The instant its latest version came, in ISO 8601, where there has been another before. */
    renewed?: string | null;
  };

/** A journal's articles, or a special issue's, newest first. */
export interface Feed {
  journal: Pick<Article["journal"], "issn" | "title" | "publisher">;
  title: string;
  description: string;
  /** Absolute addresses: of the page the feed follows, and of the feed itself. */
  page: string;
  self: string;
  articles: readonly FeedArticle[];
  /** The origin readers reach us by. */
  site: string;
}

export interface FeedFormat {
  id: string;
  name: string;
  mediaType: string;
  write: (feed: Feed) => string;
}

export const FEED_FORMATS: readonly FeedFormat[] = [
  { id: "rss", name: "RSS", mediaType: "application/rdf+xml", write: rss1 },
  { id: "rss2", name: "RSS 2.0", mediaType: "application/rss+xml", write: rss2 },
  { id: "atom", name: "Atom", mediaType: "application/atom+xml", write: atom },
];

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
/** A day is an instant to feed readers: its first, UTC. */
const instantOf = ({ published, year }: FeedArticle): string => `${published ?? `${year}-01-01`}T00:00:00Z`;
const changedOf = (article: FeedArticle): string => article.renewed ?? instantOf(article);
const updatedOf = (feed: Feed): string => feed.articles.map(changedOf).sort().at(-1) ?? "1970-01-01T00:00:00Z";
const linkOf = ({ site, journal }: Feed, article: FeedArticle): string =>
  `${site}${articlePath(journal.issn, article)}`;

/** RSS 1.0 with Dublin Core, PRISM and the licence, which libraries' tables of contents are made of. */
function rss1(feed: Feed): string {
  const { journal } = feed;
  const items = feed.articles.map((article) => {
    const link = linkOf(feed, article);
    return (
      `<item rdf:about="${xml(link)}">\n` +
      element("title", article.title) +
      element("link", link) +
      element("description", article.abstract ?? article.title) +
      article.authors.map((author) => element("dc:creator", plainName(author))).join("") +
      element("dc:date", article.published ?? String(article.year)) +
      element("dc:identifier", `doi:${article.doi}`) +
      element("dc:publisher", journal.publisher) +
      element("dc:rights", article.licenseUrl) +
      element("dc:source", journal.title) +
      element("prism:publicationName", journal.title) +
      element("prism:eIssn", journal.issn) +
      element("prism:issn", journal.issn) +
      element("prism:volume", article.volume) +
      element("prism:number", article.issue) +
      element("prism:publicationDate", article.published ?? String(article.year)) +
      element("prism:section", article.type) +
      element("prism:startingPage", article.firstPage) +
      element("prism:endingPage", isNumbered(article) ? null : article.lastPage) +
      element("prism:doi", article.doi) +
      element("prism:url", doiUrl(article.doi)) +
      (article.licenseUrl ? `<cc:license rdf:resource="${xml(article.licenseUrl)}"/>\n` : "") +
      "</item>\n"
    );
  });
  const places = feed.articles.map((article) => `<rdf:li rdf:resource="${xml(linkOf(feed, article))}"/>\n`);
  return (
    `${DECLARATION}<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"` +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"' +
    ' xmlns:cc="http://web.resource.org/cc/">\n' +
    `<channel rdf:about="${xml(feed.self)}">\n` +
    element("title", feed.title) +
    element("link", feed.page) +
    element("description", feed.description) +
    element("dc:publisher", journal.publisher) +
    element("dc:date", updatedOf(feed)) +
    element("prism:publicationName", journal.title) +
    element("prism:eIssn", journal.issn) +
    `<items>\n<rdf:Seq>\n${places.join("")}</rdf:Seq>\n</items>\n</channel>\n${items.join("")}</rdf:RDF>\n`
  );
}

function rss2(feed: Feed): string {
  const date = (instant: string): string => new Date(instant).toUTCString();
  const items = feed.articles.map(
    (article) =>
      "<item>\n" +
      element("title", article.title) +
      element("link", linkOf(feed, article)) +
      element("guid", doiUrl(article.doi), ' isPermaLink="true"') +
      element("pubDate", date(instantOf(article))) +
      element("description", article.abstract ?? article.title) +
      article.authors.map((author) => element("dc:creator", plainName(author))).join("") +
      article.keywords.map((keyword) => element("category", keyword)).join("") +
      "</item>\n",
  );
  return (
    `${DECLARATION}<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>\n` +
    element("title", feed.title) +
    element("link", feed.page) +
    `<atom:link href="${xml(feed.self)}" rel="self" type="application/rss+xml"/>\n` +
    element("description", feed.description) +
    element("lastBuildDate", date(updatedOf(feed))) +
    `${items.join("")}</channel>\n</rss>\n`
  );
}

function atom(feed: Feed): string {
  const entries = feed.articles.map(
    (article) =>
      "<entry>\n" +
      element("id", doiUrl(article.doi)) +
      element("title", article.title) +
      `<link rel="alternate" type="text/html" href="${xml(linkOf(feed, article))}"/>\n` +
      element("updated", changedOf(article)) +
      element("published", instantOf(article)) +
      article.authors.map((author) => `<author>\n${element("name", plainName(author))}</author>\n`).join("") +
      element("summary", article.abstract) +
      element("rights", article.licenseUrl) +
      article.keywords.map((keyword) => `<category term="${xml(keyword)}"/>\n`).join("") +
      "</entry>\n",
  );
  return (
    `${DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom">\n` +
    element("id", feed.self) +
    element("title", feed.title) +
    element("subtitle", feed.description) +
    element("updated", updatedOf(feed)) +
    `<link rel="self" type="application/atom+xml" href="${xml(feed.self)}"/>\n` +
    `<link rel="alternate" type="text/html" href="${xml(feed.page)}"/>\n` +
    `<author>\n${element("name", feed.journal.publisher)}</author>\n${entries.join("")}</feed>\n`
  );
}
