import type { AccessType } from "@/lib/counter/attributes";

/** A journal as pages show it. */
export interface Journal {
  id: number;
  issn: string;
  printIssn: string | null;
  title: string;
  abbreviation: string;
  publisher: string;
  /** Its figures are simulated, and every page that shows them says so. */
  sample: boolean;
}

export interface Author {
  given: string | null;
  family: string;
  orcid: string | null;
  corresponding: boolean;
  /** Positions in the article's affiliations, from 1. */
  affiliations: number[];
}

export type FileKind = "pdf" | "xml" | "figure" | "supplement";

export interface ArticleFile {
  kind: FileKind;
  /** The name a browser saves it under; a figure's or supplement's address ends with it. */
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  uploaded: Date;
  /** Pixels, of figures that browsers show. */
  width?: number | null;
  height?: number | null;
}

/** An article in a list: enough for a line that names and links it. */
export interface ArticleLine {
  id: number;
  doi: string;
  title: string;
  /** The title as HTML of lib/catalog/title-markup.ts; null where it has no marks. */
  titleMarkup: string | null;
  type: string | null;
  volume: string;
  issue: string;
  firstPage: string;
  lastPage: string | null;
  year: number;
  published: string | null;
  authors: Author[];
}

/** Everything about an article that its pages show. Dates are `yyyy-mm-dd`; what is not known is null or empty. */
export interface Article extends ArticleLine {
  journal: Journal;
  specialIssue: { slug: string; title: string } | null;
  affiliations: string[];
  abstract: string | null;
  keywords: string[];
  received: string | null;
  revised: string | null;
  accepted: string | null;
  license: string | null;
  licenseUrl: string | null;
  /** Its XML holds a text and not the facts alone. */
  hasText: boolean;
  accessType: AccessType;
  files: ArticleFile[];
}

/** What identifies an article in a public address, `/{issn}/{volume}/{issue}/{page}`. */
export interface ArticleAddress {
  issn: string;
  volume: string;
  issue: string;
  page: string;
}

/** The public path of an article; its full text, PDF and metrics are below it. */
export const articlePath = (
  issn: string,
  { volume, issue, firstPage }: Pick<ArticleLine, "volume" | "issue" | "firstPage">,
): string => `/${issn}/${encodeURIComponent(volume)}/${encodeURIComponent(issue)}/${encodeURIComponent(firstPage)}`;

/** Names the content of a file in an address, so that a browser may keep it for ever. */
export const versionOf = ({ sha256 }: Pick<ArticleFile, "sha256">): string => sha256.slice(0, 16);

/** The public path of a figure or supplement below its article's. */
export const attachmentPath = (article: string, { kind, name }: Pick<ArticleFile, "kind" | "name">): string =>
  `${article}/${kind}s/${encodeURIComponent(name)}`;
