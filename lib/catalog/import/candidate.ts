import type { FileKind } from "../article";
import type { ArticleEntry, JournalEntry } from "../entry";
import type { LocalFile } from "./folder";

/** An article as a source states it, before it is compared with the catalogue. */
export interface Candidate {
  /** Where in its source it stands, for who has to look it up. */
  where: string;
  journal: Pick<JournalEntry, "issn"> & Partial<JournalEntry>;
  article: Pick<ArticleEntry, "doi"> & Partial<ArticleEntry>;
  /** Whether the source states all there is: what it leaves out is then not so, and otherwise stays as it is. */
  whole: boolean;
  /** Facts it says are not so, which would otherwise stay as they are. */
  cleared?: readonly Clearable[];
  files: CandidateFile[];
  /** Files the source names and that are not at hand. */
  missing: string[];
}

/** What an article may be without. */
export type Clearable = Exclude<
  { [K in keyof ArticleEntry]: undefined extends ArticleEntry[K] ? K : never }[keyof ArticleEntry],
  undefined
>;

export interface CandidateFile extends LocalFile {
  kind: FileKind;
}

/** A part of a source that cannot be read as an article. */
export interface SourceFault {
  where: string;
  fault: string;
}

/** The article cannot be taken; the message says what is wrong with it. */
export class ArticleImportError extends Error {}

/** What an import did, or would do, to one article. */
export interface ImportedArticle {
  doi: string;
  title: string;
  outcome: "added" | "changed" | "unchanged";
  /** Before and after of each fact that differs; a long one is cut. */
  changes: Change[];
  /** The version it becomes; undefined when it stays the one it was. */
  version?: number;
  /** Files that are named and were not at hand. */
  missing: string[];
}

export interface Change {
  field: string;
  before: string;
  after: string;
}
