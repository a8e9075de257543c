/** A DOI in the form it is compared in: bare and lower-case. DOI names are case-insensitive (ISO 26324). */
export type Doi = string;

const DOI = /^10\.\d{4,9}(?:\.\d+)*\/\S+$/;

/**
 * The DOI in a text that may carry a resolver (`https://doi.org/…`), a `doi:` prefix, blanks, or percent-encoding of its
 * slash; undefined when there is none.
 */
export function parseDoi(text: string): Doi | undefined {
  const bare = text
    .trim()
    .replace(/^(?:https?:\/\/)?(?:dx\.)?doi\.org\//i, "")
    .replace(/^doi:\s*/i, "");
  const doi = (/^10\.[\d.]+%2f/i.test(bare) ? decoded(bare) : bare)?.toLowerCase();
  return doi !== undefined && doi.length <= 300 && DOI.test(doi) && !hasControl(doi) ? doi : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

const hasControl = (text: string): boolean => [...text].some((char) => char < " " || char === "\u007f");
