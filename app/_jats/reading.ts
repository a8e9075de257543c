import type { AttachedFiles } from "@/app/_figures/attached";
import type { JatsDocument } from "@/lib/catalog/jats/document";

/** Where in a text a piece of it stands. */
export interface Reading {
  document: JatsDocument;
  /** The level of headings here: 2 to 6. */
  level: number;
  /** The article's own figures and supplements. */
  files: AttachedFiles;
  /** The page that holds the text, where the piece is shown on another one. */
  textAt?: string;
}
