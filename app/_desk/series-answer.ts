import { noteExport } from "@/app/_people/note-export";
import { sharedDb } from "@/lib/db/shared";
import { usageCsv } from "@/lib/usage/csv";
import { groupUsage } from "@/lib/usage/journal-figures";
import { download, type JournalRequest, NO_STORE } from "./journal-request";
import { readScope, type Scope } from "./read-scope";

/** The series of a journal or special issue as CSV, by the same address as its page. */
export async function seriesAnswer(
  request: Request,
  { person, journal, specialIssue }: JournalRequest,
): Promise<Response> {
  const db = sharedDb();
  const scope: Scope = { journal, ...(specialIssue ? { specialIssue } : {}) };
  const read = await readScope(db, scope, Object.fromEntries(new URL(request.url).searchParams));
  if (!read) return new Response("Nothing has been counted yet.\n", { status: 404, headers: NO_STORE });
  if (read.faults.length > 0)
    return new Response(`Not understood in the address: ${read.faults.join("; ")}.\n`, {
      status: 400,
      headers: NO_STORE,
    });
  const usage = await groupUsage(db, read.group, read.view, new Date());
  const of = [
    ["Journal", journal.title] as const,
    ["ISSN", journal.issn] as const,
    ...(specialIssue ? [["Special issue", specialIssue.title] as const] : []),
  ];
  const name = `usage-${journal.issn}${specialIssue ? `-${specialIssue.slug}` : ""}-${usage.from}-${usage.to}.csv`;
  await noteExport(person, journal.id, name);
  return download(usageCsv(usage, { of, sample: journal.sample }), "text/csv; charset=utf-8", name);
}
