import { createHash } from "node:crypto";
import { DAY_MS } from "@/lib/calendar/day";
import type { Db, Tx } from "@/lib/db/connection";
import { mailboxOf, parseMailAddress } from "@/lib/mail/address";
import { madeSince, queueMail } from "@/lib/mail/sql/outbox";
import { LINK_MAILS_A_DAY } from "./rules";
import { SIGN_IN_MAIL } from "./sign-in-mail";
import { isAuthorAddress } from "./sql/author-address";
import { personByEmail } from "./sql/people";

/**
 * Mails a sign-in link to an address that somebody has, or that an article names as its corresponding author's; their account is made when
 * they use it. Nothing goes to any other; the caller answers all alike.
 */
export async function askLink(db: Db, email: string, now: Date): Promise<void> {
  const parsed = parseMailAddress(email.trim());
  if (parsed.kind !== "address") return;
  const { key } = parsed.address;
  if (!(await personByEmail(db, key)) && !(await isAuthorAddress(db, key))) return;
  await db.transaction(async (tx) => queueLink(tx, key, {}, now));
}

/** Puts a mail with a sign-in link into the outbox; false for a mailbox that got enough of them today. */
export async function queueLink(tx: Tx, email: string, about: Record<string, string>, now: Date): Promise<boolean> {
  const mailbox = mailboxOf(email);
  const today = await madeSince(tx, SIGN_IN_MAIL, mailbox, new Date(now.getTime() - DAY_MS));
  if (today.length >= LINK_MAILS_A_DAY) return false;
  // Made once a minute, however often a button is pressed.
  const key = mailKey(SIGN_IN_MAIL, email, now);
  const mail = { kind: SIGN_IN_MAIL, key, recipient: { email, mailbox }, payload: { ...about, email }, urgent: true };
  await queueMail(tx, [mail], now);
  return true;
}

/** One a minute for an address. The key outlives what it was made of, so that it does not say the address. */
export const mailKey = (kind: string, email: string, now: Date): string =>
  `${kind}/${createHash("sha256").update(email).digest("hex").slice(0, 32)}/${Math.floor(now.getTime() / 60_000)}`;
