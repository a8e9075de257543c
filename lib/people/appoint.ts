import type { Db, Tx } from "@/lib/db/connection";
import { addPerson } from "./add";
import { queueLink } from "./ask-link";
import { audit } from "./audit";
import type { Auth } from "./auth";
import type { Office } from "./offices";
import { isLastAdministrator } from "./sql/administrators";
import { revokeLinksMade } from "./sql/links-made";
import { grant, withdraw } from "./sql/people";
import { knownAs, type Person } from "./visitor";

/** Somebody whose roles change, as the log names them. */
export interface Subject {
  id: number;
  email: string;
  orcid?: string | null | undefined;
}

type Given = Pick<Office, "words" | "held">;

/** Gives a person a role, and notes who did; false when they held it already. `by` is undefined for an operator. */
export const giveRole = (db: Db, by: Person | undefined, to: Subject, office: Given, now: Date): Promise<boolean> =>
  db.transaction(async (tx) => {
    if (!(await grant(tx, to.id, office.held))) return false;
    await audit(tx, { action: "role-given", by, ...about(to, office) }, now);
    return true;
  });

/** Takes a role back, with the guest links that no other lets them make, and notes who did; never the last administrator's. */
export const takeBack = (
  db: Db,
  by: Person | undefined,
  from: Subject,
  office: Given,
  now: Date,
): Promise<"taken" | "not-held" | "last-administrator"> =>
  db.transaction(async (tx) => {
    if (office.held.role === "administrator" && (await isLastAdministrator(tx, from.id))) return "last-administrator";
    if (!(await withdraw(tx, from.id, office.held))) return "not-held";
    await audit(tx, { action: "role-taken", by, ...about(from, office) }, now);
    await endLinksMade(tx, by, from, now);
    return "taken";
  });

/** Ends what somebody showed to guests and may show no more; the log has each link, with whose it was. */
export async function endLinksMade(tx: Tx, by: Person | undefined, maker: Subject, now: Date): Promise<void> {
  for (const { name, journalId } of await revokeLinksMade(tx, maker.id, now))
    await audit(tx, { action: "guest-link-revoked", by, journalId, detail: { name, maker: knownAs(maker) } }, now);
}

const about = (person: Subject, { words, held }: Given) => ({
  journalId: held.journalId ?? undefined,
  detail: { person: knownAs(person), role: words },
});

/**
 * Gives whoever has an address a role, adding them when nobody has it. Where the site mails, they are told, with a link that signs in:
 * that is the proof that the address is theirs.
 */
export async function appoint(
  db: Db,
  auth: Auth,
  { by, email, name, office, mails }: { by: Person; email: string; name: string; office: Given; mails: boolean },
  now: Date,
): Promise<{ id: number; added: boolean; given: boolean; mailed: boolean }> {
  const { id, added } = await addPerson(db, auth, { email, name });
  if (added) await noteAdded(db, by, email, office, now);
  const given = await giveRole(db, by, { id, email }, office, now);
  const mailed =
    mails &&
    (await db.transaction((tx) => queueLink(tx, email.toLowerCase(), { by: by.name, office: office.words }, now)));
  return { id, added, given, mailed };
}

/** Notes that somebody is new here. */
export const noteAdded = (db: Db, by: Person | undefined, email: string, { held }: Given, now: Date): Promise<void> =>
  audit(db, { action: "person-added", by, journalId: held.journalId ?? undefined, detail: { person: email } }, now);
