import type { Article, ArticleLine, Author } from "../article";

/** What a citation says of an article. */
export type Cited = Pick<
  Article,
  "doi" | "title" | "volume" | "issue" | "firstPage" | "lastPage" | "year" | "published"
> &
  Pick<Article, "authors" | "abstract" | "keywords"> & {
    journal: Pick<Article["journal"], "title" | "abbreviation" | "issn" | "publisher">;
  };

/** Where the article is: the address that a DOI stands for everywhere. */
export const doiUrl = (doi: string): string => `https://doi.org/${encodeURI(doi).replace(/[?#]/g, encodeURIComponent)}`;

/** First and last page with `dash` between; an article number, or a single page, alone. */
export const pagesOf = ({ firstPage, lastPage }: Pick<ArticleLine, "firstPage" | "lastPage">, dash = "-"): string =>
  lastPage && lastPage !== firstPage ? `${firstPage}${dash}${lastPage}` : firstPage;

/** True when only one number is on record, as of articles that have a number and no pages. */
export const isNumbered = ({ lastPage }: Pick<ArticleLine, "lastPage">): boolean => !lastPage;

/** The words before a family name that are not capitalised, as in "van der Berg". */
export function particleOf({ family }: Pick<Author, "family">): { particle: string; rest: string } {
  const [, particle = "", rest = family] = /^((?:\p{Ll}[\p{Ll}’'.]*\s+)+)([^\p{Ll}].*)$/u.exec(family) ?? [];
  return { particle: particle.trim(), rest };
}

const GENERATION = /^(\S.*?),?\s+(Jr\.?|Sr\.?|I{2,3}|IV|2nd|3rd|4th)$/u;

/** A family name without the generation that sources write behind it, as in "King Jr"; one of a single part has none. */
export function suffixOf({ given, family }: Pick<Author, "given" | "family">): { suffix: string; rest: string } {
  const [, rest = family, suffix = ""] = (given && GENERATION.exec(family)) || [];
  return { suffix, rest };
}

/**
 * "Jean-Paul Émile" as "J.-P. É." with the marks given between. Scripts without capitals have no initials: the name stays whole.
 * A name that is written as initials already ("J.P.") stays what it is.
 */
export function initialsOf(
  given: string | null,
  { dot, hyphen, space }: { dot: string; hyphen: string; space: string },
): string {
  if (!given) return "";
  const words = given
    .replace(/(\p{Lu})\.\s*(?=\p{Lu})/gu, "$1. ")
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word));
  return words
    .map((word) =>
      word
        .split(/[-‐‑]/)
        .filter((part) => part !== "")
        .map((part) => initialOf(part, dot))
        .join(hyphen),
    )
    .join(space);
}

function initialOf(word: string, dot: string): string {
  const first = [...word.replace(/^[^\p{L}]+/u, "")][0] ?? "";
  if (!/[\p{Lu}\p{Ll}\p{Lt}]/u.test(first)) return word;
  return `${first.toUpperCase()}${dot}`;
}

/** The name as lists that are sorted by family have it, "King, Martin Luther, Jr". */
export function invertedName(author: Pick<Author, "given" | "family">): string {
  const { suffix, rest } = suffixOf(author);
  return [rest, author.given, suffix].filter(Boolean).join(", ");
}

/** The name as people say it. */
export const plainName = ({ given, family }: Pick<Author, "given" | "family">): string =>
  given ? `${given} ${family}` : family;
