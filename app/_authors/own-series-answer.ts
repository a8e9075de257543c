import { download, NO_STORE } from "@/app/_desk/journal-request";
import { ownUsage } from "@/lib/authors/own-usage";
import type { OwnArticle } from "@/lib/authors/sql/own";
import { sharedDb } from "@/lib/db/shared";
import { audit } from "@/lib/people/audit";
import type { Person } from "@/lib/people/visitor";
import { usageCsv } from "@/lib/usage/csv";
import { nothingHere } from "./open-own";
import { readOwn } from "./read-own";

/** The series of some articles together as CSV, by the same address as their page. */
export async function ownSeriesAnswer(
  request: Request,
  person: Person,
  articles: readonly OwnArticle[],
): Promise<Response> {
  const ids = articles.map(({ id }) => id);
  const read =
    articles.length > 0 && (await readOwn(ids, Object.fromEntries(new URL(request.url).searchParams), "all"));
  if (!read) return nothingHere();
  if (read.faults.length > 0)
    return new Response(`Not understood in the address: ${read.faults.join("; ")}.\n`, {
      status: 400,
      headers: NO_STORE,
    });
  const db = sharedDb();
  const now = new Date();
  const usage = await ownUsage(db, ids, read.view, now);
  const [only] = articles.length === 1 ? articles : [];
  await audit(
    db,
    { action: "export", by: person, journalId: only?.journalId, detail: { what: only?.doi ?? "my articles" } },
    now,
  );
  const of = only
    ? ([
        ["Article", only.title],
        ["DOI", only.doi],
        ["Journal", only.journal],
      ] as const)
    : ([["Articles", articles.map(({ doi }) => doi).join("; ")]] as const);
  const name = `usage-${only?.doi ?? "my-articles"}-${usage.from}-${usage.to}.csv`;
  return download(
    usageCsv(usage, { of, sample: articles.some(({ sample }) => sample) }),
    "text/csv; charset=utf-8",
    name,
  );
}
