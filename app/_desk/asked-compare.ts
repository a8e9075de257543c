import type { Journal } from "@/lib/catalog/article";
import type { ListedArticle } from "@/lib/catalog/sql/listing";
import type { Db } from "@/lib/db/connection";
import { listing } from "@/lib/usage/journal-figures";
import { type CompareView, MOST_COMPARED, parseCompareView } from "./compare-view";
import { meantArticle } from "./compared-label";
import { oneOf, type SearchParams } from "./desk-view";
import { type Comparing, readCompare } from "./read-compare";
import type { ReadScope } from "./read-scope";

export interface AskedCompare extends Comparing {
  compared: CompareView;
  articles: ListedArticle[];
}

/** A comparison as its address asks for it; what was typed becomes an article of it. */
export async function askedCompare(
  db: Db,
  journal: Journal,
  search: SearchParams,
  read: ReadScope,
): Promise<AskedCompare> {
  const { compared, faults } = parseCompareView(search);
  const articles = await listing(db, journal.id);
  const typed = oneOf(search, "add");
  const meant = typed === undefined ? undefined : meantArticle(typed, articles);
  if (typed !== undefined && !meant) faults.push(`no article of this journal is or holds “${typed.slice(0, 80)}”`);
  const there = compared.of.some((one) => one.kind === "article" && one.doi.toLowerCase() === meant?.doi.toLowerCase());
  if (meant && !there && compared.of.length < MOST_COMPARED) compared.of.push({ kind: "article", doi: meant.doi });
  const comparing = await readCompare(db, journal, compared, read);
  return { ...comparing, compared, articles, faults: [...read.faults, ...faults, ...comparing.faults] };
}
