import { createHash } from "node:crypto";
import { parseDoi } from "@/lib/catalog/doi";
import { articleRowByDoi } from "@/lib/catalog/sql/articles";
import { type Problem, problemBody } from "@/lib/collector/problem";
import { isPassing } from "@/lib/db/faults";
import { sharedDb } from "@/lib/db/shared";
import { articleUsage } from "@/lib/usage/article-usage";
import { usageCsv } from "@/lib/usage/csv";
import { parseUsageQuery } from "@/lib/usage/query";

/** Public figures, for pages of any site. */
const OPEN = { "access-control-allow-origin": "*", "access-control-expose-headers": "etag" };

/**
 * GET /api/usage/articles/{doi}?from=&to=&interval=day|week|month|year&format=json|csv&about=1: counted usage of one article.
 * 400 names the parameter at fault, 404 says the DOI is unknown, 304 that nothing changed since the given ETag.
 */
export async function GET(
  request: Request,
  { params }: RouteContext<"/api/usage/articles/[...doi]">,
): Promise<Response> {
  const now = new Date();
  const doi = parseDoi((await params).doi.map(decoded).join("/"));
  if (!doi) return problem({ status: 400, type: "invalid-doi", title: "That is no DOI", field: "doi" });
  const asked = parseUsageQuery(new URL(request.url).searchParams, now);
  if ("field" in asked) {
    const detail = `${asked.field}: ${asked.detail}`;
    return problem({ status: 400, type: "invalid-query", title: "The query is not valid", field: asked.field, detail });
  }
  try {
    const db = sharedDb();
    const article = await articleRowByDoi(db, doi);
    if (!article) {
      return problem({
        status: 404,
        type: "unknown-article",
        title: "No article of that DOI is in the catalogue",
        field: "doi",
      });
    }
    const { doi: registered, title, journal } = article;
    const usage = await articleUsage(db, article.id, asked, now);
    const named = { doi: registered, ...usage, ...(journal.sample ? { sample: true } : {}) };
    const of = [["Article", title] as const, ["DOI", registered] as const, ["Journal", journal.title] as const];
    const about = asked.about ? { of, sample: journal.sample } : undefined;
    return asked.format === "csv"
      ? answer(request, usageCsv(usage, about), "text/csv; charset=utf-8", {
          "content-disposition": `attachment; filename="usage-${registered.replace(/[^\w.-]+/g, "-")}-${usage.from}-${usage.to}.csv"`,
        })
      : answer(request, JSON.stringify(named), "application/json");
  } catch (fault) {
    if (!isPassing(fault)) throw fault;
    return problem(
      { status: 503, type: "database-away", title: "The figures cannot be read just now" },
      { "retry-after": "5" },
    );
  }
}

function answer(request: Request, body: string, mediaType: string, headers: Record<string, string> = {}): Response {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const common = { ...OPEN, etag, "cache-control": "no-cache" };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers: common });
  return new Response(body, { headers: { ...common, "content-type": mediaType, ...headers } });
}

function problem(fault: Problem, headers: Record<string, string> = {}): Response {
  return new Response(problemBody(fault), {
    status: fault.status,
    headers: { ...OPEN, "content-type": "application/problem+json", "cache-control": "no-store", ...headers },
  });
}

/** Next hands path steps over still encoded. */
function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
