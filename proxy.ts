import { type NextRequest, NextResponse } from "next/server";
import { firstLook } from "@/app/_guest/first-look";
import { parseArticlePath } from "@/lib/catalog/address";
import type { ArticleAddress } from "@/lib/catalog/article";
import { articleAt } from "@/lib/catalog/articles";
import { preferredFormat } from "@/lib/catalog/machine/formats";
import { collectionLink, linkHeader } from "@/lib/catalog/machine/signposting";
import { sharedDb } from "@/lib/db/shared";
import { readEnv, siteUrl } from "@/lib/env";

export const config = {
  matcher: [
    "/:issn(\\d{4}-\\d{3}[\\dX])/:volume/:issue/:page",
    "/:issn(\\d{4}-\\d{3}[\\dX])/:volume/:issue/:page/htm",
    "/guest/:token",
    "/guest/:token/series",
  ],
};

/**
 * What an address says in headers: of an article and its text typed links, and other forms of it to whoever accepts those; the first look
 * of a guest, at a page or at its file.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname } = request.nextUrl;
  const [, token] = /^\/guest\/([^/]+)(?:\/series)?$/.exec(pathname) ?? [];
  if (token !== undefined) return guestLook(request, token);
  const asked = parseArticlePath(pathname);
  if (!asked || request.headers.has("rsc")) return NextResponse.next();
  if (asked.action === "fulltext") return NextResponse.next({ headers: { link: collectionLink(pathname) } });
  const format = preferredFormat(request.headers.get("accept") ?? undefined);
  const response = format
    ? NextResponse.rewrite(new URL(`${pathname.replace(/\/$/, "")}/export/${format.id}`, request.url))
    : NextResponse.next();
  const links = await linksOf(pathname, asked.address);
  if (links) response.headers.set("link", links);
  return response;
}

async function guestLook(request: NextRequest, token: string): Promise<NextResponse> {
  const response = NextResponse.next();
  const cookie = await firstLook(request, token);
  if (cookie) response.headers.append("set-cookie", cookie);
  return response;
}

/** A change of an article is in its links within this time, to which the age of a shared page is added (lib/server/shared-pages). */
const FRESH_MS = 2_000;
const REMEMBERED = 5_000;
const remembered = new Map<string, { links: string; until: number }>();

/** The page is shown without its links when they cannot be read. */
async function linksOf(pathname: string, address: ArticleAddress): Promise<string | undefined> {
  const known = remembered.get(pathname);
  if (known && known.until > performance.now()) return known.links;
  try {
    const article = await articleAt(sharedDb(), address);
    const links = article && linkHeader(article, siteUrl(readEnv()));
    if (remembered.size >= REMEMBERED) remembered.clear();
    // Addresses of nothing are as many, and as long, as anybody likes to make them.
    if (links) remembered.set(pathname, { links, until: performance.now() + FRESH_MS });
    else remembered.delete(pathname);
    return links;
  } catch {
    return known?.links;
  }
}
