import { createHash } from "node:crypto";
import { personOf } from "@/app/_people/person";
import { parseDoi } from "@/lib/catalog/doi";
import { settingsOf } from "@/lib/catalog/settings";
import { articleRowByDoi } from "@/lib/catalog/sql/articles";
import { ApiKeys } from "@/lib/collector/api-key";
import { type Problem, problemBody } from "@/lib/collector/problem";
import { isPassing } from "@/lib/db/faults";
import { sharedDb } from "@/lib/db/shared";
import { mayReadArticle } from "@/lib/people/read-article";
import { articleUsage } from "@/lib/usage/article-usage";
import { usageCsv } from "@/lib/usage/csv";
import { parseUsageQuery } from "@/lib/usage/query";

/** Public figures, for pages of any site. */
const OPEN = { "access-control-allow-origin": "*", "access-control-expose-headers": "etag" };

/**
 * GET /api/usage/articles/{doi}?from=&to=&interval=day|week|month|year&format=json|csv&about=1: counted usage of one article.
 * 400 names the parameter at fault, 403 that the journal does not show its figures here, 404 says the DOI is unknown, 304 that nothing changed since the given ETag.
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
    if (!(await settingsOf(db, article.journal.id)).showInApi && !(await mayReadAnyway(request, article)))
      return problem({
        status: 403,
        type: "not-public",
        title: "The journal does not show the figures of its articles to programs",
        field: "doi",
        detail: "Whoever may read them at the desk may here too, and so may a program with a key.",
      });
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

const kept = globalThis as { footfallReadingKeys?: ApiKeys };

/** People with a role for it, signed in; and programs with a key of this site. */
async function mayReadAnyway(request: Request, article: Parameters<typeof mayReadArticle>[2]): Promise<boolean> {
  kept.footfallReadingKeys ??= new ApiKeys(sharedDb());
  const key = await kept.footfallReadingKeys.shown((name) => request.headers.get(name) ?? undefined);
  if (key !== undefined) return key !== "unknown";
  const person = await personOf(request);
  return person !== undefined && mayReadArticle(sharedDb(), person.grants, article);
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
