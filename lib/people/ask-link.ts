import { DAY_MS } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { parseMailAddress } from "@/lib/mail/address";
import { madeSince, queueMail } from "@/lib/mail/sql/outbox";
import { LINK_MAILS_A_DAY } from "./rules";
import { SIGN_IN_MAIL } from "./sign-in-mail";
import { personByEmail } from "./sql/people";

/**
 * Mails a sign-in link to an address that somebody has, and nothing to any other; the caller answers both alike. A mailbox that got
 * enough of them today gets no more.
 */
export async function askLink(db: Db, email: string, now: Date): Promise<void> {
  const parsed = parseMailAddress(email.trim());
  const person = parsed.kind === "address" ? await personByEmail(db, parsed.address.email) : undefined;
  if (parsed.kind !== "address" || !person) return;
  const { mailbox } = parsed.address;
  await db.transaction(async (tx) => {
    const today = await madeSince(tx, SIGN_IN_MAIL, mailbox, new Date(now.getTime() - DAY_MS));
    if (today.length >= LINK_MAILS_A_DAY) return;
    // Made once a minute, however often a button is pressed.
    const minute = Math.floor(now.getTime() / 60_000);
    const recipient = { email: person.email, mailbox };
    const payload = { person: String(person.id) };
    await queueMail(
      tx,
      [{ kind: SIGN_IN_MAIL, key: `${SIGN_IN_MAIL}/${person.id}/${minute}`, recipient, payload, urgent: true }],
      now,
    );
  });
}
