import { type Grant, isAdministrator, journalsEdited, mayEdit } from "./may";

/** Whether somebody may see who else may do what: administrators of everywhere, editors of their journals. */
export const maySeePeople = (grants: readonly Grant[]): boolean => {
  const edited = journalsEdited(grants);
  return edited === "all" || edited.length > 0;
};

/**
 * Whether somebody may give a role, and take it back. Administrators may with every role; editors with those that only read, in the journals
 * they edit: who may change a journal is not for those to say who may.
 */
export const mayAppoint = (grants: readonly Grant[], { role, journalId }: Pick<Grant, "role" | "journalId">): boolean =>
  isAdministrator(grants) ||
  ((role === "guest-editor" || role === "analyst") && journalId !== null && mayEdit(grants, journalId));
