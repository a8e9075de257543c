import type { Metadata } from "next";
import { FEED_FORMATS } from "@/lib/catalog/feeds/feed";

/** The page's own address and its feeds, as browsers and feed readers find them. */
export const feedAlternates = (page: string, title: string): NonNullable<Metadata["alternates"]> => ({
  canonical: page,
  types: Object.fromEntries(
    FEED_FORMATS.map(({ id, name, mediaType }) => [
      mediaType,
      [{ url: `${page}/feed/${id}`, title: `${title} (${name})` }],
    ]),
  ),
});
