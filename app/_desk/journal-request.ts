import { seeOther } from "@/app/_forms/see-other";
import { signInAddress } from "@/app/_people/next-path";
import { personOf } from "@/app/_people/person";
import type { Journal } from "@/lib/catalog/article";
import { isIssn } from "@/lib/catalog/issn";
import { journalRow } from "@/lib/catalog/sql/journals";
import { type SpecialIssueFacts, specialIssueRow } from "@/lib/catalog/sql/special-issues";
import { sharedDb } from "@/lib/db/shared";
import { audit } from "@/lib/people/audit";
import { mayReadJournal, mayReadSpecialIssue } from "@/lib/people/may";
import type { Person } from "@/lib/people/visitor";
import { paramsOf, type SearchParams } from "./desk-view";

export interface JournalRequest {
  person: Person;
  journal: Journal;
  specialIssue?: SpecialIssueFacts & { id: number };
  /** What the address asks for. */
  search: SearchParams;
}

/** Answers a request for a file of the desk to whoever may read the journal, or the special issue; to others it is not there. */
export async function journalRequest(
  request: Request,
  { issn, slug }: { issn: string; slug?: string },
  answer: (asked: JournalRequest) => Promise<Response>,
): Promise<Response> {
  const person = await personOf(request);
  if (!person) return seeOther(signInAddress(new URL(request.url).pathname));
  const db = sharedDb();
  const journal = isIssn(issn) ? await journalRow(db, issn) : undefined;
  const specialIssue = journal && slug !== undefined ? await specialIssueRow(db, issn, slug) : undefined;
  const may =
    journal &&
    (slug === undefined
      ? mayReadJournal(person.grants, journal.id)
      : specialIssue && mayReadSpecialIssue(person.grants, { journalId: journal.id, specialIssueId: specialIssue.id }));
  if (!journal || !may) return new Response("There is nothing here.\n", { status: 404, headers: NO_STORE });
  const search = paramsOf(new URL(request.url).searchParams);
  const answered = await answer({ person, journal, search, ...(specialIssue ? { specialIssue } : {}) });
  if (answered.ok) await noteExport(person, journal.id, request);
  return answered;
}

/** Every file of figures that somebody took along is noted, by where it is and what it was asked for. */
async function noteExport(person: Person, journalId: number, request: Request): Promise<void> {
  const { pathname, search } = new URL(request.url);
  const detail = { file: `${pathname}${search}`.slice(0, 500) };
  await audit(sharedDb(), { action: "export", by: person, journalId, detail }, new Date());
}

export const NO_STORE = { "cache-control": "no-store" };

/** A file for its reader alone. */
export const download = (body: BodyInit, type: string, name: string): Response =>
  new Response(body, {
    headers: {
      ...NO_STORE,
      "content-type": type,
      "content-disposition": `attachment; filename="${name.replace(/[^\w.-]+/g, "-")}"`,
      "x-content-type-options": "nosniff",
    },
  });
