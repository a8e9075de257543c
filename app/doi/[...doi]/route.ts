import { decoded } from "@/app/_article/find-article";
import { articlePath } from "@/lib/catalog/article";
import { parseDoi } from "@/lib/catalog/doi";
import { articleRowByDoi } from "@/lib/catalog/sql/articles";
import { sharedDb } from "@/lib/db/shared";

/** `/doi/10.3390/jcm2040302`: on to the article's page, wherever it stands now. */
export async function GET(_: Request, { params }: RouteContext<"/doi/[...doi]">): Promise<Response> {
  const doi = parseDoi((await params).doi.map(decoded).join("/"));
  const article = doi && (await articleRowByDoi(sharedDb(), doi));
  if (!article) return new Response("No article of that DOI is in the catalogue.\n", { status: 404 });
  return new Response(null, { status: 302, headers: { location: articlePath(article.journal.issn, article) } });
}
