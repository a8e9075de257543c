import { parseArticlePath } from "@/lib/catalog/address";
import { articleAt } from "@/lib/catalog/articles";
import { linkset } from "@/lib/catalog/machine/signposting";
import { sharedDb } from "@/lib/db/shared";
import { readEnv, siteUrl } from "@/lib/env";

/** All typed links of an article (Signposting, level 2). */
export async function GET(request: Request): Promise<Response> {
  const asked = parseArticlePath(new URL(request.url).pathname.replace(/\/linkset\/?$/, ""));
  const article = asked && (await articleAt(sharedDb(), asked.address));
  if (!article) return new Response("There is no such article.\n", { status: 404 });
  const headers = { "content-type": "application/linkset+json", "cache-control": "no-cache" };
  return new Response(JSON.stringify(linkset(article, siteUrl(readEnv())), null, 2), { headers });
}
