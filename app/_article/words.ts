import type { ArticleLine, Journal } from "@/lib/catalog/article";
import { pagesOf } from "@/lib/catalog/citation/cited";

/** `J. Clin. Med. 2013, 2(4), 302-327`, as the journal itself cites. */
export const citationLine = (journal: Journal, article: ArticleLine): string =>
  `${journal.abbreviation} ${article.year}, ${article.volume}(${article.issue}), ${pagesOf(article)}`;
