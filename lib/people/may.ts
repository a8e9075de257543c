import type { Role } from "@/lib/db/schema/people";

/** A role somebody holds: in one journal, or everywhere. */
export interface Grant {
  role: Role;
  journalId: number | null;
}

/** Whether roles allow to add and correct articles of a journal. */
export const mayEdit = (grants: readonly Grant[], journalId: number): boolean =>
  isAdministrator(grants) || grants.some((grant) => grant.role === "editor" && grant.journalId === journalId);

export const isAdministrator = (grants: readonly Grant[]): boolean =>
  grants.some(({ role }) => role === "administrator");

/** The journals in which somebody may do anything at all: a list, or all of them. */
export const journalsOf = (grants: readonly Grant[]): number[] | "all" =>
  isAdministrator(grants)
    ? "all"
    : [...new Set(grants.flatMap(({ journalId }) => (journalId === null ? [] : [journalId])))];
