import type { Db } from "@/lib/db/connection";
import type { Grant } from "./may";
import { mayAppoint } from "./may-appoint";
import { type Scope, scopeRows } from "./sql/offices";

/** A role with its scope, as something that one may give. */
export interface Office {
  /** How a form names it. */
  value: string;
  words: string;
  /** The journal it is of; undefined for those that are everywhere. */
  journal: string | undefined;
  held: Grant;
}

/** A role with its scope in words. */
export function officeWords({ role }: Pick<Grant, "role">, { journal, specialIssue }: Scope): string {
  switch (role) {
    case "administrator":
      return "Administrator";
    case "editor":
      return `Editor of ${journal}`;
    case "guest-editor":
      return `Guest editor of “${specialIssue}” (${journal})`;
    case "analyst":
      return journal === null ? "Analyst of all journals" : `Analyst of ${journal}`;
  }
}

const officeOf = (held: Grant, scope: Scope): Office => ({
  value: [held.role, held.journalId, held.specialIssueId].filter((part) => part !== null).join("/"),
  words: officeWords(held, scope),
  journal: scope.journal ?? undefined,
  held,
});

/** Everything that somebody may give to others: first what is everywhere, then journal by journal. */
export async function officesToGive(db: Db, grants: readonly Grant[]): Promise<Office[]> {
  const nowhere = { journal: null, specialIssue: null };
  const everywhere = (["administrator", "analyst"] as const).map((role) =>
    officeOf({ role, journalId: null, specialIssueId: null }, nowhere),
  );
  const somewhere = (await scopeRows(db)).flatMap(({ journalId, specialIssueId, ...scope }) =>
    (specialIssueId === null ? (["editor", "analyst"] as const) : (["guest-editor"] as const)).map((role) =>
      officeOf({ role, journalId, specialIssueId }, scope),
    ),
  );
  return [...everywhere, ...somewhere].filter(({ held }) => mayAppoint(grants, held));
}
