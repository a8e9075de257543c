import type { Article } from "../article";
import { plainName } from "../citation/cited";
import { addressesOf } from "./addresses";

/** A usage figure with the time it is of, so that it is never read as of today. */
export interface DatedCount {
  /** A schema.org action: ViewAction, ReadAction or DownloadAction. */
  action: "ViewAction" | "ReadAction" | "DownloadAction";
  count: number;
  /** ISO 8601, both included. */
  from: string;
  through: string;
  method: string;
}

/** What is known of an article beside its record: how it was used, and the language of its text. */
interface Beside {
  usage?: readonly DatedCount[];
  language?: string | undefined;
}

/** The article as schema.org's ScholarlyArticle, with its usage where that is known. What is not known is left out. */
export function scholarlyArticle(article: Article, site: string, { usage = [], language }: Beside = {}): object {
  const { journal } = article;
  const at = addressesOf(article, site);
  const pdf = article.files.find(({ kind }) => kind === "pdf");
  return {
    "@context": "https://schema.org",
    "@type": "ScholarlyArticle",
    "@id": at.doi,
    url: at.page,
    headline: article.title,
    name: article.title,
    identifier: { "@type": "PropertyValue", propertyID: "doi", value: article.doi, url: at.doi },
    sameAs: at.doi,
    author: article.authors.map(({ given, family, orcid, affiliations }) => ({
      "@type": "Person",
      name: plainName({ given, family }),
      familyName: family,
      ...(given ? { givenName: given } : {}),
      ...(orcid ? { "@id": `https://orcid.org/${orcid}`, sameAs: `https://orcid.org/${orcid}` } : {}),
      ...(affiliations.length > 0
        ? { affiliation: affiliations.map((n) => ({ "@type": "Organization", name: article.affiliations[n - 1] })) }
        : {}),
    })),
    datePublished: article.published ?? String(article.year),
    ...(article.received ? { dateCreated: article.received } : {}),
    isPartOf: {
      "@type": "PublicationIssue",
      issueNumber: article.issue,
      url: at.contents,
      isPartOf: {
        "@type": "PublicationVolume",
        volumeNumber: article.volume,
        isPartOf: { "@type": "Periodical", name: journal.title, issn: journal.issn, url: at.journal },
      },
    },
    ...(language ? { inLanguage: language } : {}),
    pageStart: article.firstPage,
    ...(article.lastPage ? { pageEnd: article.lastPage } : {}),
    publisher: { "@type": "Organization", name: journal.publisher },
    isAccessibleForFree: article.accessType !== "Controlled",
    ...(article.licenseUrl ? { license: article.licenseUrl } : {}),
    ...(article.keywords.length > 0 ? { keywords: article.keywords } : {}),
    ...(article.abstract ? { abstract: article.abstract } : {}),
    ...(pdf && at.pdf
      ? {
          encoding: {
            "@type": "MediaObject",
            contentUrl: at.pdf,
            encodingFormat: pdf.mediaType,
            contentSize: `${pdf.bytes} B`,
            uploadDate: pdf.uploaded.toISOString(),
          },
        }
      : {}),
    ...(usage.length > 0 ? { interactionStatistic: usage.map(counterOf) } : {}),
  };
}

const counterOf = ({ action, count, from, through, method }: DatedCount) => ({
  "@type": "InteractionCounter",
  interactionType: { "@type": action },
  userInteractionCount: count,
  startTime: from,
  endTime: through,
  description: method,
});

/** JSON that may stand in a page: no text of it can end the element it stands in. */
export const inPage = (json: object): string =>
  JSON.stringify(json).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
