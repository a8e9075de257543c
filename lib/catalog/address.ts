import type { Action } from "@/lib/counter/action";
import type { ArticleAddress } from "./article";
import { isIssn } from "./issn";

/** What a step below an article's address shows. */
const REPRESENTATIONS = new Map<string, Action>([
  ["", "abstract"],
  ["htm", "fulltext"],
  ["pdf", "pdf"],
  ["xml", "xml"],
]);

/** Files that an article has several of are named by the last step. */
const NAMED = new Map<string, Action>([
  ["figures", "figure"],
  ["supplements", "supplement"],
]);

/** What a public path names: an article, and what of it; of figures and supplements which one. */
export interface ArticlePath {
  address: ArticleAddress;
  action: Action;
  name?: string;
}

/**
 * The article and representation a public path names: `/{issn}/{volume}/{issue}/{page}` and the steps below it.
 * Undefined for every other path.
 */
export function parseArticlePath(pathname: string): ArticlePath | undefined {
  const steps = pathname.split("/").filter((step) => step !== "");
  const [issn, volume, issue, page, representation = "", name] = steps.map(decodedStep);
  if (steps.length > 6 || !issn || !volume || !issue || !page || !isIssn(issn)) return undefined;
  const address = { issn, volume, issue, page };
  if (steps.length === 6) {
    const action = NAMED.get(representation);
    return action && name ? { address, action, name } : undefined;
  }
  const action = REPRESENTATIONS.get(representation);
  return action && { address, action };
}

/** The article and format of `/{issn}/{volume}/{issue}/{page}/export/{format}`; undefined for every other path. */
export function parseExportPath(pathname: string): { address: ArticleAddress; format: string } | undefined {
  const [, article = "", format = ""] = /^(.*)\/export\/([a-z-]+)\/?$/.exec(pathname) ?? [];
  const asked = parseArticlePath(article);
  return asked?.action === "abstract" ? { address: asked.address, format } : undefined;
}

function decodedStep(step: string): string | undefined {
  try {
    const decoded = decodeURIComponent(step);
    return decoded.includes("\0") ? undefined : decoded;
  } catch {
    return undefined;
  }
}
