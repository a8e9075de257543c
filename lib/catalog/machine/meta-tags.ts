import type { Article } from "../article";
import { invertedName, pagesOf } from "../citation/cited";
import { addressesOf } from "./addresses";

/** The name and content of a `<meta>` element. */
export type MetaTag = readonly [name: string, content: string];

const slashed = (day: string): string => day.replaceAll("-", "/");

/**
 * Highwire's tags, by which Google Scholar and reference managers read a page. An author's institutions follow the author.
 * Addresses of mail are left out: who reads tags for those has nothing good in mind.
 */
export function highwireTags(article: Article, site: string, language?: string): MetaTag[] {
  const { journal, affiliations } = article;
  const at = addressesOf(article, site);
  const tags: (readonly [string, string | null | undefined])[] = [
    ["gs_meta_revision", "1.1"],
    ["citation_journal_title", journal.title],
    ["citation_journal_abbrev", journal.abbreviation],
    ["citation_issn", journal.issn],
    ["citation_publisher", journal.publisher],
    ["citation_title", article.title],
    ["citation_language", language],
    ...article.authors.flatMap((author): [string, string | null | undefined][] => [
      ["citation_author", invertedName(author)],
      ...author.affiliations.map((n): [string, string | undefined] => [
        "citation_author_institution",
        affiliations[n - 1],
      ]),
      ["citation_author_orcid", author.orcid && `https://orcid.org/${author.orcid}`],
    ]),
    ["citation_publication_date", article.published ? slashed(article.published) : String(article.year)],
    ["citation_volume", article.volume],
    ["citation_issue", article.issue],
    ["citation_firstpage", article.firstPage],
    ["citation_lastpage", article.lastPage],
    ["citation_doi", article.doi],
    ["citation_abstract_html_url", at.page],
    ["citation_fulltext_html_url", at.fullText],
    ["citation_pdf_url", at.pdf],
    ["citation_xml_url", at.xml],
    ["citation_abstract", article.abstract],
    ...article.keywords.map((keyword): [string, string] => ["citation_keywords", keyword]),
  ];
  return given(tags);
}

/** Dublin Core, as journals' pages give it (DC.* in the namespace of dcterms). */
export function dublinCoreTags(article: Article, site: string, language?: string): MetaTag[] {
  const { journal } = article;
  const at = addressesOf(article, site);
  const tags: (readonly [string, string | null | undefined])[] = [
    ["DC.Title", article.title],
    ...article.authors.map((author): [string, string] => ["DC.Creator", invertedName(author)]),
    ["DC.Publisher", journal.publisher],
    ["DC.Date.dateSubmitted", article.received],
    ["DC.Date.issued", article.published ?? String(article.year)],
    ["DC.Description", article.abstract],
    ["DC.Identifier", article.doi],
    ["DC.Identifier.DOI", article.doi],
    ["DC.Identifier.URI", at.page],
    ["DC.Identifier.pageNumber", pagesOf(article)],
    ["DC.Language", language],
    ["DC.Rights", article.licenseUrl ?? article.license],
    ["DC.Source", journal.title],
    ["DC.Source.ISSN", journal.issn],
    ["DC.Source.Volume", article.volume],
    ["DC.Source.Issue", article.issue],
    ["DC.Source.URI", at.journal],
    ...article.keywords.map((keyword): [string, string] => ["DC.Subject", keyword]),
    ["DC.Type", "Text.Serial.Journal"],
    ["DC.Type.articleType", article.type],
    ["DC.Format", "text/html"],
    ["DC.Format", at.pdf && "application/pdf"],
  ];
  return given(tags);
}

const given = (tags: readonly (readonly [string, string | null | undefined])[]): MetaTag[] =>
  tags.filter((tag): tag is MetaTag => typeof tag[1] === "string" && tag[1] !== "");
