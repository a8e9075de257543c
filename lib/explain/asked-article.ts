import { parseArticlePath } from "@/lib/catalog/address";
import type { Article } from "@/lib/catalog/article";
import { articleAt, articleByDoi } from "@/lib/catalog/articles";
import { parseDoi } from "@/lib/catalog/doi";
import type { Db } from "@/lib/db/connection";

/** The article that somebody names by its DOI, bare or as a link, or by its address on this site. */
export type AskedArticle =
  | { kind: "none" }
  | { kind: "found"; article: Article }
  /** What was typed is neither a DOI nor an article's address, or no article of the catalogue has it. */
  | { kind: "not_understood" | "unknown"; asked: string };

export async function askedArticle(db: Db, asked: string, now: Date): Promise<AskedArticle> {
  const named = asked.trim().slice(0, 2_000);
  if (named === "") return { kind: "none" };
  const doi = parseDoi(named);
  if (doi !== undefined) return foundOr(await articleByDoi(db, doi, now), named);
  const url = URL.canParse(named, "http://site.invalid") ? new URL(named, "http://site.invalid") : undefined;
  const path = url && parseArticlePath(url.pathname);
  return path ? foundOr(await articleAt(db, path.address, now), named) : { kind: "not_understood", asked: named };
}

const foundOr = (article: Article | undefined, asked: string): AskedArticle =>
  article ? { kind: "found", article } : { kind: "unknown", asked };
