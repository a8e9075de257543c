import type { ArticleFile, ArticleLine, Journal } from "@/lib/catalog/article";
import { pagesOf } from "@/lib/catalog/citation/cited";

/** `J. Clin. Med. 2013, 2(4), 302-327`, as the journal itself cites. */
export const citationLine = (journal: Journal, article: ArticleLine): string =>
  `${journal.abbreviation} ${article.year}, ${article.volume}(${article.issue}), ${pagesOf(article)}`;

/** Sizes as publishers print them: whole KB, from a MB on with one decimal. */
export function sizeWords({ bytes }: Pick<ArticleFile, "bytes">): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  return kilobytes < 1024 ? `${kilobytes} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
