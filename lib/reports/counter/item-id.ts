/** An identifier a report is asked for by: of a journal, of an article, or a number of ours, which is of either. */
export type ItemId =
  | { of: "journal"; issn: string }
  | { of: "article"; doi: string }
  | { of: "either"; proprietary: string };

/**
 * Identifiers with bars between, each with or without its namespace (`DOI:10.5555/x`, `Online_ISSN:1234-5679`). "mixed" when they
 * are of different scopes (Exception 3061), undefined when one is none.
 */
export function parseItemIds(text: string): ItemId[] | "mixed" | undefined {
  const ids = text.split("|").map((one) => parseItemId(one.trim()));
  if (ids.some((id) => id === undefined)) return undefined;
  const known = ids.filter((id) => id !== undefined);
  return new Set(known.map(({ of }) => of)).size > 1 ? "mixed" : known;
}

function parseItemId(text: string): ItemId | undefined {
  const issn = /^(?:(?:Online_|Print_)?ISSN:)?(\d{4}-\d{3}[\dX])$/i.exec(text)?.[1];
  if (issn) return { of: "journal", issn: issn.toUpperCase() };
  const doi = /^(?:DOI:)?(10\.\d{4,9}\/\S+)$/i.exec(text)?.[1];
  if (doi) return { of: "article", doi };
  const proprietary = /^(?:Proprietary:)?([A-Za-z0-9_./]{1,17}:.+)$/.exec(text)?.[1];
  return proprietary === undefined ? undefined : { of: "either", proprietary };
}
