import type { Metadata } from "next";

/**
 * Pages whose address is a secret: in no index, and told to no other site. Not "no-referrer": browsers then say `Origin: null` of the
 * forms on them, which are refused as another site's (own-page) wherever Sec-Fetch-Site is not sent, as over plain HTTP.
 */
export const linkMetadata = (title: string): Metadata => ({
  title,
  robots: { index: false, follow: false },
  referrer: "same-origin",
});
