import { ADDRESSES_PER_FILE, sitemapAnswer } from "@/app/_machines/sitemap";
import { journalSizes } from "@/lib/catalog/sql/journals";
import { sharedDb } from "@/lib/db/shared";
import { readEnv, siteUrl } from "@/lib/env";

export const dynamic = "force-dynamic";

/** The index of the site's maps: one or more for each journal. */
export async function GET(): Promise<Response> {
  const site = siteUrl(readEnv());
  const files = (await journalSizes(sharedDb())).flatMap(({ issn, articles }) =>
    Array.from({ length: Math.ceil(articles / ADDRESSES_PER_FILE) }, (_, i) => `${site}/sitemaps/${issn}/${i + 1}`),
  );
  return sitemapAnswer("sitemapindex", files);
}
