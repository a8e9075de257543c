import { type Doi, parseDoi } from "@/lib/catalog/doi";
import type { ReportHost } from "./host";
import { type Numbered, parseProprietaryId } from "./proprietary-id";

/** An identifier a report is asked for by, and whether it is of a title or of an item. */
export type ItemId = { of: "title"; issn: string } | { of: "item"; doi: Doi } | Numbered;

/**
 * Identifiers with bars between, each with or without its namespace (`DOI:10.5555/x`, `Online_ISSN:1234-5679`, `footfall:j7`). "mixed"
 * when they are of different scopes (Exception 3061), undefined when one is none that an item here can have.
 */
export function parseItemIds(text: string, host: Pick<ReportHost, "platformId">): ItemId[] | "mixed" | undefined {
  const ids = text.split("|").map((one) => parseItemId(one.trim(), host));
  const known = ids.filter((id) => id !== undefined);
  if (known.length < ids.length) return undefined;
  return new Set(known.map(({ of }) => of)).size > 1 ? "mixed" : known;
}

function parseItemId(text: string, host: Pick<ReportHost, "platformId">): ItemId | undefined {
  const issn = /^(?:(?:Online_|Print_)?ISSN:)?(\d{4}-\d{3}[\dX])$/i.exec(text)?.[1];
  if (issn) return { of: "title", issn: issn.toUpperCase() };
  const doi = parseDoi(text);
  if (doi !== undefined) return { of: "item", doi };
  return parseProprietaryId(text.replace(/^Proprietary:/i, ""), host);
}
