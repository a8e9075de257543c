import Negotiator from "negotiator";
import type { Article } from "../article";
import { keyOf } from "../citation/bibtex";
import { CITATION_FORMATS } from "../citation/export";
import { type DatedCount, scholarlyArticle } from "./json-ld";

export interface ExportFormat {
  /** The last step of its address. */
  id: string;
  mediaType: string;
  extension: string;
  /** Whether it says how the article was used. */
  saysUsage?: true;
  /** `site` is the origin readers reach us by. */
  write: (article: Article, site: string, usage: readonly DatedCount[]) => string;
}

/** Every form an article's facts can be had in: the files of reference managers, and schema.org's. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [
  ...CITATION_FORMATS,
  {
    id: "json-ld",
    mediaType: "application/ld+json",
    extension: "jsonld",
    saysUsage: true,
    write: (article, site, usage) => `${JSON.stringify(scholarlyArticle(article, site, { usage }), null, 2)}\n`,
  },
];

/** The name a browser saves an export under. */
export const exportName = (article: Pick<Article, "doi">, { extension }: Pick<ExportFormat, "extension">): string =>
  `${keyOf(article).replace(/[:.]+/g, "-")}.${extension}`;

/**
 * The form that a request to the article's address wants by its Accept header (RFC 9110 §12.5.1); undefined where that is the
 * page. Whoever takes anything gets the page.
 */
export function preferredFormat(accept: string | undefined): ExportFormat | undefined {
  if (!accept) return undefined;
  const types = ["text/html", "application/xhtml+xml", ...EXPORT_FORMATS.map(({ mediaType }) => mediaType)];
  // Whoever names a profile of a form takes the form; ours says the same by every profile.
  const plain = accept.replace(/;\s*profile\s*=\s*(?:"[^"]*"|[^\s;,"]+)/gi, "");
  const [preferred] = new Negotiator({ headers: { accept: plain } }).mediaTypes(types);
  return EXPORT_FORMATS.find(({ mediaType }) => mediaType === preferred);
}
