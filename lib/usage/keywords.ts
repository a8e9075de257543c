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

interface Writing {
  words: string;
  times: number;
  group: Group;
}
interface Group {
  writings: Writing[];
  ids: number[];
}

/** Read once for each listing, for as long as that is kept: a page asks for it several times. */
const indexes = new WeakMap<readonly ListedArticle[], Map<string, Group>>();

function indexOf(articles: readonly ListedArticle[]): Map<string, Group> {
  const there = indexes.get(articles);
  if (there) return there;
  const writings = new Map<string, Writing>();
  const groups = new Map<string, Group>();
  for (const { id, keywords } of articles)
    for (const words of keywords) {
      const writing = writings.get(words) ?? newWriting(words, writings, groups);
      const { ids } = writing.group;
      // An article that has it twice has it once.
      if (ids.length > 0 && ids.at(-1) === id) continue;
      ids.push(id);
      writing.times += 1;
    }
  groups.delete("");
  indexes.set(articles, groups);
  return groups;
}

function newWriting(words: string, writings: Map<string, Writing>, groups: Map<string, Group>): Writing {
  const key = plainWords(words);
  const group = groups.get(key) ?? { writings: [], ids: [] };
  const writing = { words, times: 0, group };
  group.writings.push(writing);
  groups.set(key, group);
  writings.set(words, writing);
  return writing;
}

/** The keywords that most articles have, however each writes them; of equally many, those that are read more. A keyword of one article is an article. */
export function keywordSums(articles: readonly ListedArticle[], sums: ArticleSums, most: number): KeywordSum[] {
  const shared = [...indexOf(articles).values()].filter(({ ids }) => ids.length > 1);
  shared.sort((a, b) => b.ids.length - a.ids.length);
  // As many again may have equally many articles; only of these is anything added up.
  const fewest = shared[Math.min(most, shared.length) - 1]?.ids.length ?? 0;
  return shared
    .filter(({ ids }) => ids.length >= fewest)
    .slice(0, most * 4)
    .map(({ writings, ids }) => ({ keyword: mostWritten(writings), articles: ids.length, ...summed(ids, sums) }))
    .sort((a, b) => b.articles - a.articles || b.totalItemRequests - a.totalItemRequests)
    .slice(0, most);
}

const mostWritten = (writings: readonly Writing[]): string =>
  writings.reduce((most, one) => (one.times > most.times ? one : most)).words;

function summed(ids: readonly number[], sums: ArticleSums): Measures {
  const total = noMeasures();
  for (const id of ids) for (const measure of MEASURES) total[measure] += sums.measure(id, measure);
  return total;
}

/** The articles that have a keyword, however they write it, by their ids. */
export const idsOfKeyword = (articles: readonly ListedArticle[], keyword: string): readonly number[] =>
  indexOf(articles).get(plainWords(keyword))?.ids ?? [];
