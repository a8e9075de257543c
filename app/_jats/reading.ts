import type { JatsDocument } from "@/lib/catalog/jats/document";

/** Where in a text a piece of it stands. */
export interface Reading {
  document: JatsDocument;
  /** The level of headings here: 2 to 6. */
  level: number;
}
