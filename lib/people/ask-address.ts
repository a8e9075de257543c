import { createHash, randomBytes } from "node:crypto";
import { DAY_MS } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import type { MailAddress } from "@/lib/mail/address";
import { madeSince, queueMail } from "@/lib/mail/sql/outbox";
import { mailKey } from "./ask-link";
import { audit } from "./audit";
import { LINK_MAILS_A_DAY, LINK_SECONDS } from "./rules";
import { insertAddressLink, takeAddress, takeAddressLink } from "./sql/address-links";
import type { Person } from "./visitor";

export const ADDRESS_MAIL = "prove-address";

/** Mails somebody a link to an address that they say is theirs; a mailbox that got enough of them today gets no more. */
export async function askAddress(db: Db, personId: number, { email, mailbox }: MailAddress, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const today = await madeSince(tx, ADDRESS_MAIL, mailbox, new Date(now.getTime() - DAY_MS));
    if (today.length >= LINK_MAILS_A_DAY) return;
    const key = `${mailKey(ADDRESS_MAIL, email.toLowerCase(), now)}/${personId}`;
    const payload = { person: String(personId), email: email.toLowerCase() };
    await queueMail(tx, [{ kind: ADDRESS_MAIL, key, recipient: { email, mailbox }, payload, urgent: true }], now);
  });
}

/** Whose link it is, and which; the link itself is not kept. */
const identifierOf = (personId: number, token: string): string =>
  `address-${personId}-${createHash("sha256").update(token).digest("hex")}`;

/** Makes the token of a link that proves an address; it is good once, and for this person alone. */
export async function makeAddressToken(db: Db, personId: number, email: string, now: Date): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  const expiresAt = new Date(now.getTime() + LINK_SECONDS * 1000);
  await insertAddressLink(db, { identifier: identifierOf(personId, token), value: email, expiresAt }, now);
  return token;
}

/** Uses such a link up. An address that is somebody else's by now stays theirs. */
export async function proveAddress(
  db: Db,
  person: Person,
  token: string,
  now: Date,
): Promise<"proved" | "used" | "taken"> {
  return db.transaction(async (tx) => {
    const email = await takeAddressLink(tx, identifierOf(person.id, token), now);
    if (email === undefined) return "used";
    if (!(await takeAddress(tx, person.id, email, now))) return "taken";
    await audit(tx, { action: "address", by: { ...person, email } }, now);
    return "proved";
  });
}
