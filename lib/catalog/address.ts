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

/**
 * The article and representation a public path names: `/{issn}/{volume}/{issue}/{page}` and the steps below it.
 * Undefined for every other path.
 */
export function parseArticlePath(pathname: string): { address: ArticleAddress; action: Action } | undefined {
  const steps = pathname.split("/").filter((step) => step !== "");
  const [issn, volume, issue, page, representation = ""] = steps.map(decodedStep);
  if (steps.length > 5 || !issn || !volume || !issue || !page || !isIssn(issn)) return undefined;
  const action = REPRESENTATIONS.get(representation);
  return action && { address: { issn, volume, issue, page }, action };
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
