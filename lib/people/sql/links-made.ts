import { and, eq, gt, isNull, notExists, or } from "drizzle-orm";
import type { Tx } from "@/lib/db/connection";
import { guestLinks } from "@/lib/db/schema/desk";
import { roles } from "@/lib/db/schema/people";

/**
 * Ends the good guest links of a person that no role they hold lets them make: those of a journal are its editors' to make, those of a
 * special issue its guest editors' as well. Returns what was ended.
 */
export async function revokeLinksMade(
  tx: Tx,
  personId: number,
  now: Date,
): Promise<{ name: string; journalId: number }[]> {
  const lets = or(
    eq(roles.role, "administrator"),
    and(eq(roles.role, "editor"), eq(roles.journalId, guestLinks.journalId)),
    and(eq(roles.role, "guest-editor"), eq(roles.specialIssueId, guestLinks.specialIssueId)),
  );
  return tx
    .update(guestLinks)
    .set({ revoked: now })
    .where(
      and(
        ...[eq(guestLinks.personId, personId), isNull(guestLinks.revoked)],
        or(isNull(guestLinks.expires), gt(guestLinks.expires, now)),
        notExists(
          tx
            .select({ id: roles.id })
            .from(roles)
            .where(and(eq(roles.personId, personId), lets)),
        ),
      ),
    )
    .returning({ name: guestLinks.name, journalId: guestLinks.journalId });
}
