import { bibtex } from "./bibtex";
import type { Cited } from "./cited";
import { cslItem } from "./csl-json";
import { enw, ris } from "./tagged";

export interface CitationFormat {
  /** The last step of its address. */
  id: string;
  name: string;
  mediaType: string;
  extension: string;
  write: (article: Cited) => string;
}

/** The files that reference managers take. */
export const CITATION_FORMATS: readonly CitationFormat[] = [
  { id: "bibtex", name: "BibTeX", mediaType: "application/x-bibtex", extension: "bib", write: bibtex },
  { id: "ris", name: "RIS", mediaType: "application/x-research-info-systems", extension: "ris", write: ris },
  { id: "enw", name: "EndNote", mediaType: "application/x-endnote-refer", extension: "enw", write: enw },
  {
    id: "csl-json",
    name: "CSL-JSON",
    mediaType: "application/vnd.citationstyles.csl+json",
    extension: "json",
    write: (article) => `${JSON.stringify([cslItem(article)], null, 2)}\n`,
  },
];
