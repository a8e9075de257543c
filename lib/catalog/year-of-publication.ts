import type { ArticleVersionTerm } from "./article-version";

/** COUNTER R5.1 §3.3.8: stands for a year where there is none yet. */
export const IN_PRESS = 9999;

/** What comes before the Version of Record. */
const BEFORE: readonly ArticleVersionTerm[] = ["AO", "SMUR", "AM", "P"];

/** Words that publishers put in an issue's place before an article has one. */
const NO_ISSUE =
  /^(?:(?:(?:articles?|papers?) )?in press|(?:publish )?ahead of print|online (?:first|early)|early view|aop)$/;

interface Placed {
  year: number;
  issue: string;
  /** What its latest version is; null where nobody said, which is taken for the Version of Record. */
  version: ArticleVersionTerm | null;
}

/**
 * COUNTER's YOP: the year of the Version of Record, and 9999 of an article in press: one that is not that yet, or that stands in no issue.
 * Journals without issues have an article's volume for its one issue (JATS), which is not in press.
 */
export function yearOfPublication({ year, issue, version }: Placed): number {
  const inPress = (version !== null && BEFORE.includes(version)) || NO_ISSUE.test(plain(issue));
  return inPress ? IN_PRESS : year;
}

const plain = (issue: string): string =>
  issue
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
