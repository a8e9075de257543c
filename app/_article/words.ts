import type { ArticleLine, Author, Journal } from "@/lib/catalog/article";
import { pagesOf, plainName } from "@/lib/catalog/citation/cited";

/** `J. Clin. Med. 2013, 2(4), 302-327`, as the journal itself cites. */
export const citationLine = (journal: Journal, article: ArticleLine): string =>
  `${journal.abbreviation} ${article.year}, ${article.volume}(${article.issue}), ${pagesOf(article)}`;

const NAMED_IN_A_LIST = 10;

/** The names in a line of a list: all, or the first ten and how many more. */
export function namesLine(authors: readonly Author[]): string {
  const names = authors.map(plainName);
  if (names.length <= NAMED_IN_A_LIST + 2) return names.join(", ");
  return `${names.slice(0, NAMED_IN_A_LIST).join(", ")} and ${names.length - NAMED_IN_A_LIST} others`;
}
