import type { Role } from "@/lib/db/schema/people";

/** A role somebody holds: in one special issue, in one journal, or everywhere. */
export interface Grant {
  role: Role;
  journalId: number | null;
  specialIssueId: number | null;
}

export const isAdministrator = (grants: readonly Grant[]): boolean =>
  grants.some(({ role }) => role === "administrator");

/** Whether roles allow to change what a journal holds: its articles, settings, annotations, people. */
export const mayEdit = (grants: readonly Grant[], journalId: number): boolean =>
  isAdministrator(grants) || grants.some((grant) => grant.role === "editor" && grant.journalId === journalId);

/** Whether roles allow to read all the figures of a journal. */
export const mayReadJournal = (grants: readonly Grant[], journalId: number): boolean =>
  mayEdit(grants, journalId) ||
  grants.some((grant) => grant.role === "analyst" && (grant.journalId === null || grant.journalId === journalId));

/** Whether roles allow to read a journal's figures by institution: its editors where it allows them to, and nobody who only reads. */
export const mayReadInstitutions = (
  grants: readonly Grant[],
  journalId: number,
  { institutions }: { institutions: boolean },
): boolean => isAdministrator(grants) || (institutions && mayEdit(grants, journalId));

/** Whether roles allow to make COUNTER reports of The World: usage of all journals, and of no institution by itself. */
export const mayReportWorld = (grants: readonly Grant[]): boolean =>
  isAdministrator(grants) || grants.some(({ role, journalId }) => role === "analyst" && journalId === null);

/** Whether roles allow to make those of institutions, which are confidential, and to say who institutions are and who may ask for what. */
export const mayReportInstitutions = isAdministrator;

/** Whether roles allow to read the figures of a special issue. */
export const mayReadSpecialIssue = (
  grants: readonly Grant[],
  { journalId, specialIssueId }: { journalId: number; specialIssueId: number },
): boolean =>
  mayReadJournal(grants, journalId) ||
  grants.some((grant) => grant.role === "guest-editor" && grant.specialIssueId === specialIssueId);

/** The journals somebody may edit: a list, or all of them. */
export const journalsEdited = (grants: readonly Grant[]): number[] | "all" =>
  isAdministrator(grants)
    ? "all"
    : [
        ...new Set(
          grants.flatMap(({ role, journalId }) => (role === "editor" && journalId !== null ? [journalId] : [])),
        ),
      ];

/** The special issues whose figures somebody may read though not those of their journals. */
export const specialIssuesRead = (grants: readonly Grant[]): number[] =>
  grants.flatMap(({ role, specialIssueId }) =>
    role === "guest-editor" && specialIssueId !== null ? [specialIssueId] : [],
  );
