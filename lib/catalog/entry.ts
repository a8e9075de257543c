import type { AccessType } from "@/lib/counter/attributes";
import type { Author } from "./article";

/** An article as an importer hands it to the catalogue; `journalIssn` must exist. Facts not known are left out. */
export interface ArticleEntry {
  doi: string;
  title: string;
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
  abstract?: string;
  keywords: string[];
  authors: Author[];
  affiliations: string[];
  license?: string;
  licenseUrl?: string;
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
