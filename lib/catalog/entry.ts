import type { AccessType } from "@/lib/counter/attributes";
import type { RelationKind } from "@/lib/db/schema/catalogue";
import type { ArticleVersionTerm } from "./article-version";
import type { StatedAuthor } from "./correspondence";
import type { Doi } from "./doi";

/** An article as an importer hands it to the catalogue; `journalIssn` must exist. Facts not known are left out. */
export interface ArticleEntry {
  doi: string;
  title: string;
  /** The title as HTML of lib/catalog/title-markup.ts, where it has marks. */
  titleMarkup?: string;
  type?: string;
  volume: string;
  issue: string;
  firstPage: string;
  lastPage?: string;
  /** COUNTER's YOP. */
  year: number;
  received?: string;
  revised?: string;
  accepted?: string;
  published?: string;
  specialIssue?: string;
  /** The day that special issue took no more articles after, where that is stated anew. */
  specialIssueClosed?: string;
  /** What its latest version is, where that is said. */
  articleVersion?: ArticleVersionTerm;
  abstract?: string;
  keywords: string[];
  authors: StatedAuthor[];
  affiliations: string[];
  license?: string;
  licenseUrl?: string;
  /** Its XML holds a text and not the facts alone. */
  hasText?: boolean;
  /** What its references cite, where they have DOIs. */
  references?: Doi[];
  /** What it says of other articles. */
  relations?: { kind: RelationKind; doi: Doi }[];
  /** In order of `since`; the first must not be later than the first usage. */
  accessTypes: { since: string; accessType: AccessType }[];
}

export interface JournalEntry {
  issn: string;
  printIssn?: string;
  title: string;
  abbreviation: string;
  publisher: string;
  sample: boolean;
}
