import { notFound } from "next/navigation";
import { requirePerson } from "@/app/_people/person";
import { isIssn } from "@/lib/catalog/issn";
import { journalRow } from "@/lib/catalog/sql/journals";
import { type SpecialIssueFacts, specialIssuesByIds } from "@/lib/catalog/sql/special-issues";
import { sharedDb } from "@/lib/db/shared";
import { mayReadJournal, specialIssuesRead } from "@/lib/people/may";
import type { OpenJournal } from "./open-journal";

export interface OpenPart extends OpenJournal {
  /** Whether all of the journal may be read, or its special issues named here alone. */
  whole: boolean;
  specialIssues: (SpecialIssueFacts & { id: number })[];
}

/** A journal for those who may read its figures, or those of a special issue of it. */
export async function openPart(issn: string, path: string): Promise<OpenPart> {
  const person = await requirePerson(path);
  const db = sharedDb();
  const journal = isIssn(issn) ? await journalRow(db, issn) : undefined;
  if (!journal) notFound();
  const whole = mayReadJournal(person.grants, journal.id);
  const specialIssues = (await specialIssuesByIds(db, specialIssuesRead(person.grants))).filter(
    (one) => one.issn === issn,
  );
  if (!whole && specialIssues.length === 0) notFound();
  return { person, journal, whole, specialIssues };
}
