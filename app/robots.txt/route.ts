import { readEnv, siteUrl } from "@/lib/env";

/** Articles, PDFs and lists are for everybody; what only repeats them in other forms, and the figures' API, are not for crawlers. */
export function GET(): Response {
  const lines = [
    "User-agent: *",
    "Disallow: /api/",
    "Disallow: /*/export/",
    "Disallow: /search",
    "Disallow: /was-i-counted",
    "Disallow: /how-we-count?",
    "Disallow: /alert/",
    "Disallow: /sign-in",
    "Disallow: /desk",
    "Disallow: /guest/",
    "Disallow: /reports/",
    "Disallow: /*?*download",
    "Allow: /",
    "",
    `Sitemap: ${siteUrl(readEnv())}/sitemap.xml`,
    "",
  ];
  return new Response(lines.join("\n"), { headers: { "content-type": "text/plain; charset=utf-8" } });
}

export const dynamic = "force-dynamic";
