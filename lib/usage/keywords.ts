import type { ListedArticle } from "@/lib/catalog/sql/listing";
import type { ArticleSums } from "./article-sums";
import { plainWords } from "./article-table";
import { MEASURES, type Measures, noMeasures } from "./measures";

/** What the articles of a keyword gathered. */
export interface KeywordSum extends Measures {
  /** As most articles write it. */
  keyword: string;
  articles: number;
}

interface Group {
  /** How often each writing of it occurs. */
  written: Map<string, number>;
  ids: number[];
}

/** The keywords that most articles have, however each writes them; of equally many, those that are read more. A keyword of one article is an article. */
export function keywordSums(articles: readonly ListedArticle[], sums: ArticleSums, most: number): KeywordSum[] {
  const groups = new Map<string, Group>();
  for (const { id, keywords } of articles) {
    const own = new Map(keywords.map((keyword) => [plainWords(keyword), keyword]));
    for (const [key, keyword] of own) {
      if (key === "") continue;
      const group: Group = groups.get(key) ?? { written: new Map(), ids: [] };
      group.written.set(keyword, (group.written.get(keyword) ?? 0) + 1);
      group.ids.push(id);
      groups.set(key, group);
    }
  }
  const shared = [...groups.values()].filter(({ ids }) => ids.length > 1);
  shared.sort((a, b) => b.ids.length - a.ids.length);
  // More than are shown, as many may have equally many articles; only of these is anything added up.
  const fewest = shared[Math.min(most, shared.length) - 1]?.ids.length ?? 0;
  return shared
    .filter(({ ids }) => ids.length >= fewest)
    .slice(0, most * 4)
    .map(({ written, ids }) => ({ keyword: mostWritten(written), articles: ids.length, ...summed(ids, sums) }))
    .sort((a, b) => b.articles - a.articles || b.totalItemRequests - a.totalItemRequests)
    .slice(0, most);
}

const mostWritten = (written: ReadonlyMap<string, number>): string =>
  [...written].reduce((most, one) => (one[1] > most[1] ? one : most))[0];

function summed(ids: readonly number[], sums: ArticleSums): Measures {
  const total = noMeasures();
  for (const id of ids) for (const measure of MEASURES) total[measure] += sums.measure(id, measure);
  return total;
}

/** The articles that have a keyword, however they write it. */
export function articlesOfKeyword(articles: readonly ListedArticle[], keyword: string): ListedArticle[] {
  const key = plainWords(keyword);
  return articles.filter(({ keywords }) => keywords.some((one) => plainWords(one) === key));
}
