import type { Db } from "@/lib/db/connection";
import { endLinksMade, type Subject } from "./appoint";
import { audit } from "./audit";
import { isLastAdministrator } from "./sql/administrators";
import { removeById, withdrawAll } from "./sql/people";
import { knownAs, type Person } from "./visitor";

/** Removes a person, with their roles, sessions and guest links, and notes who did; never the last administrator. `by` is undefined for an operator. */
export const dismiss = (
  db: Db,
  by: Person | undefined,
  person: Subject,
  now: Date,
): Promise<"removed" | "nobody" | "last-administrator"> =>
  db.transaction(async (tx) => {
    if (await isLastAdministrator(tx, person.id)) return "last-administrator";
    // Before: whoever removes themselves is still somebody.
    await audit(tx, { action: "person-removed", by, detail: { person: knownAs(person) } }, now);
    await withdrawAll(tx, person.id);
    await endLinksMade(tx, by, person, now);
    return (await removeById(tx, person.id)) ? "removed" : "nobody";
  });
