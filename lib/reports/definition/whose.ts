import { isAdministrator, mayEdit, mayReadJournal } from "@/lib/people/may";
import type { Person } from "@/lib/people/visitor";

/** Whose reports they are: a journal's, or the platform's. */
export interface Whose {
  journalId: number | null;
}

/** Editors define the reports of their journal, administrators those of the platform too. */
export const mayDefine = ({ grants }: Pick<Person, "grants">, { journalId }: Whose): boolean =>
  journalId === null ? isAdministrator(grants) : mayEdit(grants, journalId);

/** Whoever may read a journal's figures may read what was made of them. */
export const mayReadReports = ({ grants }: Pick<Person, "grants">, { journalId }: Whose): boolean =>
  journalId === null ? isAdministrator(grants) : mayReadJournal(grants, journalId);
