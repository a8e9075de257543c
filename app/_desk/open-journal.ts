import { notFound } from "next/navigation";
import { requirePerson } from "@/app/_people/person";
import type { Journal } from "@/lib/catalog/article";
import { isIssn } from "@/lib/catalog/issn";
import { journalRow } from "@/lib/catalog/sql/journals";
import { type SpecialIssueFacts, specialIssueRow } from "@/lib/catalog/sql/special-issues";
import { sharedDb } from "@/lib/db/shared";
import { mayReadJournal, mayReadSpecialIssue } from "@/lib/people/may";
import type { Person } from "@/lib/people/visitor";

export interface OpenJournal {
  person: Person;
  journal: Journal;
}

/** The journal of a page of the desk and who looks at it. A journal one may not read is as little there as one that does not exist. */
export async function openJournal(issn: string, path: string): Promise<OpenJournal> {
  const person = await requirePerson(path);
  const journal = isIssn(issn) ? await journalRow(sharedDb(), issn) : undefined;
  if (!journal || !mayReadJournal(person.grants, journal.id)) notFound();
  return { person, journal };
}

export type OpenSpecialIssue = OpenJournal & { specialIssue: SpecialIssueFacts & { id: number } };

/** The same of a special issue, which its guest editors may read as well. */
export async function openSpecialIssue(issn: string, slug: string, path: string): Promise<OpenSpecialIssue> {
  const person = await requirePerson(path);
  const db = sharedDb();
  const journal = isIssn(issn) ? await journalRow(db, issn) : undefined;
  const specialIssue = journal && (await specialIssueRow(db, issn, slug));
  if (
    !journal ||
    !specialIssue ||
    !mayReadSpecialIssue(person.grants, { journalId: journal.id, specialIssueId: specialIssue.id })
  )
    notFound();
  return { person, journal, specialIssue };
}
