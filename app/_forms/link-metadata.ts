import type { Metadata } from "next";

/** Pages whose address is a secret of one mailbox: in no index, and told to no other site. */
export const linkMetadata = (title: string): Metadata => ({
  title,
  robots: { index: false, follow: false },
  referrer: "no-referrer",
});
