import { createHash } from "node:crypto";
import { newestArticles } from "@/lib/catalog/articles";
import { FEED_FORMATS, type Feed } from "@/lib/catalog/feeds/feed";
import { sharedDb } from "@/lib/db/shared";

const SHOWN = 50;

/** A feed of the newest articles in a format, or 404. Feed readers are machines: nothing is recorded. */
export async function feedAnswer(
  request: Request,
  format: string,
  within: { journalId: number } | { specialIssueId: number },
  feed: Omit<Feed, "articles" | "self">,
): Promise<Response> {
  const known = FEED_FORMATS.find(({ id }) => id === format);
  if (!known) return new Response("There is no such feed.\n", { status: 404 });
  const articles = await newestArticles(sharedDb(), within, SHOWN);
  const body = known.write({ ...feed, articles, self: `${feed.page}/feed/${known.id}` });
  const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 32)}"`;
  const headers = { etag, "cache-control": "no-cache", "content-type": `${known.mediaType}; charset=utf-8` };
  if (request.headers.get("if-none-match")?.includes(etag)) return new Response(null, { status: 304, headers });
  return new Response(body, { headers });
}
