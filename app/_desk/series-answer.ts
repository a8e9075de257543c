import { sharedDb } from "@/lib/db/shared";
import { usageCsv } from "@/lib/usage/csv";
import { groupUsage } from "@/lib/usage/journal-figures";
import type { SearchParams } from "./desk-view";
import { CSV, refused } from "./file-answer";
import { download, NO_STORE } from "./journal-request";
import { readScope, type Scope } from "./read-scope";

/** The series of a journal or special issue as CSV, by the same address as its page. */
export async function seriesAnswer(scope: Scope, search: SearchParams): Promise<Response> {
  const { journal, specialIssue } = scope;
  const db = sharedDb();
  const read = await readScope(db, scope, search);
  if (!read) return nothingCounted();
  if (read.faults.length > 0) return refused(`Not understood in the address: ${read.faults.join("; ")}.`);
  const usage = await groupUsage(db, read.group, read.view, new Date());
  const of = [
    ["Journal", journal.title] as const,
    ["ISSN", journal.issn] as const,
    ...(specialIssue ? [["Special issue", specialIssue.title] as const] : []),
  ];
  const name = `usage-${journal.issn}${specialIssue ? `-${specialIssue.slug}` : ""}-${usage.from}-${usage.to}.csv`;
  return download(usageCsv(usage, { of, sample: journal.sample }), CSV, name);
}

export const nothingCounted = (): Response =>
  new Response("Nothing has been counted yet.\n", { status: 404, headers: NO_STORE });
