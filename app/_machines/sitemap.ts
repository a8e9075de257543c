import { xml } from "@/lib/catalog/feeds/xml";

/** The protocol allows 50,000 addresses to a file. */
export const ADDRESSES_PER_FILE = 20_000;

/** A file of sitemaps.org: of addresses (`urlset`) or of such files (`sitemapindex`). */
export function sitemapAnswer(root: "urlset" | "sitemapindex", addresses: readonly string[]): Response {
  const name = root === "urlset" ? "url" : "sitemap";
  const body =
    `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n` +
    `${addresses.map((address) => `<${name}><loc>${xml(address)}</loc></${name}>\n`).join("")}</${root}>\n`;
  return new Response(body, {
    headers: { "content-type": "application/xml; charset=utf-8", "cache-control": "no-cache" },
  });
}
