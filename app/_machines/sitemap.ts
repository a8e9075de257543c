import { xml } from "@/lib/catalog/feeds/xml";

/** The protocol allows 50,000 addresses to a file. */
export const ADDRESSES_PER_FILE = 20_000;

/** An address, and when what it leads to last changed where that is on record. */
export interface Mapped {
  address: string;
  changed?: Date;
}

/** A file of sitemaps.org: of addresses (`urlset`) or of such files (`sitemapindex`). */
export function sitemapAnswer(root: "urlset" | "sitemapindex", places: readonly Mapped[]): Response {
  const name = root === "urlset" ? "url" : "sitemap";
  const lastmod = (changed: Date | undefined) => (changed ? `<lastmod>${changed.toISOString()}</lastmod>` : "");
  const body =
    `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n` +
    `${places.map(({ address, changed }) => `<${name}><loc>${xml(address)}</loc>${lastmod(changed)}</${name}>\n`).join("")}</${root}>\n`;
  return new Response(body, {
    headers: { "content-type": "application/xml; charset=utf-8", "cache-control": "no-cache" },
  });
}
