import { EMBED_SIZE, embedFrame } from "@/app/_elsewhere/addresses";
import { absentAnswer, keptAnswer } from "@/app/_elsewhere/kept-answer";
import { shownElsewhere } from "@/app/_elsewhere/shown-elsewhere";
import { problemBody } from "@/lib/collector/problem";
import { sharedDb } from "@/lib/db/shared";
import { readEnv, siteUrl } from "@/lib/env";
import { askedArticle } from "@/lib/explain/asked-article";

const PROBLEM = "application/problem+json";

/** GET /oembed?url=&maxwidth=&maxheight=: what a site that takes oEmbed shows of an article's address (https://oembed.com). */
export async function GET(request: Request): Promise<Response> {
  const search = new URL(request.url).searchParams;
  const refuse = (status: 400 | 404 | 501, type: string, title: string, field: string) =>
    absentAnswer(status, problemBody({ status, type, title, field }), PROBLEM);
  if ((search.get("format") ?? "json") !== "json") return refuse(501, "unknown-format", "Answers are JSON", "format");
  const site = siteUrl(readEnv());
  const url = search.get("url") ?? "";
  if (!URL.canParse(url)) return refuse(400, "invalid-url", "url must be the address of an article", "url");
  const sizes = ["maxwidth", "maxheight"].map((name) => search.get(name));
  if (sizes.some((size) => size !== null && !/^[1-9]\d{0,4}$/.test(size)))
    return refuse(400, "invalid-size", "maxwidth and maxheight must be whole numbers of pixels", "maxwidth");
  const { origin } = new URL(url);
  const asked =
    origin === site || /^https?:\/\/(?:dx\.)?doi\.org$/.test(origin)
      ? await askedArticle(sharedDb(), url, new Date())
      : undefined;
  const shown = asked?.kind === "found" ? await shownElsewhere(asked.article.doi.split("/"), "embeds") : undefined;
  if (!shown) return refuse(404, "not-shown", "No article of that address is shown on other sites", "url");
  const { article } = shown;
  const [width, height] = [EMBED_SIZE.width, EMBED_SIZE.height].map((size, i) =>
    Math.min(size, Number(sizes[i] ?? size)),
  );
  const size = { width: width ?? EMBED_SIZE.width, height: height ?? EMBED_SIZE.height };
  const answer = {
    version: "1.0",
    type: "rich",
    title: `Usage of ${article.title}`,
    provider_name: article.journal.title,
    provider_url: `${site}/${article.journal.issn}`,
    cache_age: 3600,
    html: embedFrame({ site, doi: article.doi, title: article.title }, size),
    ...size,
  };
  return keptAnswer(request, { body: JSON.stringify(answer), type: "application/json" });
}
