import { ADDRESSES_PER_FILE, sitemapAnswer } from "@/app/_machines/sitemap";
import { articleParts } from "@/lib/catalog/sql/journals";
import { sharedDb } from "@/lib/db/shared";
import { readEnv, siteUrl } from "@/lib/env";

export const dynamic = "force-dynamic";

/** The index of the site's maps: one or more for each journal. */
export async function GET(): Promise<Response> {
  const site = siteUrl(readEnv());
  const parts = await articleParts(sharedDb(), ADDRESSES_PER_FILE);
  return sitemapAnswer(
    "sitemapindex",
    parts.map(({ issn, part, changed }) => ({ address: `${site}/sitemaps/${issn}/${part + 1}`, changed })),
  );
}
