import type { Db } from "@/lib/db/connection";
import { beginning, storable } from "@/lib/db/storable";
import type { ArticleLine } from "./article";
import { articlesByIds } from "./articles";
import { parseDoi } from "./doi";
import { articleRowByDoi } from "./sql/articles";
import { foundRows, likeRows } from "./sql/search";

export interface Search {
  words: string;
  /** Of one journal only. */
  issn: string | undefined;
  /** From 1. */
  page: number;
}

export interface Found {
  total: number;
  articles: (ArticleLine & { issn: string; journal: string })[];
  /** Nothing holds the words as they are spelt; these hold words much like them. */
  approximate: boolean;
}

export const FOUND_PER_PAGE = 20;
/** No question is longer. */
export const LONGEST_QUESTION = 200;

/** Articles by title, authors, keywords and abstract, or the one of a DOI. */
export async function searchArticles(db: Db, { words, issn, page }: Search): Promise<Found> {
  const asked = beginning(storable(words), LONGEST_QUESTION).trim();
  if (!/[\p{L}\p{N}]/u.test(asked)) return { total: 0, articles: [], approximate: false };
  const doi = parseDoi(asked);
  const named = doi && (await articleRowByDoi(db, doi));
  if (named) return { total: 1, articles: await articlesByIds(db, [named.id]), approximate: false };
  const question = { words: asked, issn, offset: (page - 1) * FOUND_PER_PAGE, limit: FOUND_PER_PAGE };
  const exact = await foundRows(db, question);
  const approximate = exact.ids.length === 0 && page === 1 && isWorthGuessing(asked);
  const { total, ids } = approximate ? await likeRows(db, question) : exact;
  return { total, articles: await articlesByIds(db, ids), approximate: approximate && total > 0 };
}

/** A phrase in quotes is meant as it stands, what is ruled out is not to be found, and of three letters anything is much like them. */
const isWorthGuessing = (words: string): boolean =>
  !words.includes('"') && !/(?:^|\s)-\S/.test(words) && words.replace(/[^\p{L}\p{N}]/gu, "").length > 3;
