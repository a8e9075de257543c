import { domainToASCII } from "node:url";
import { z } from "zod";

/** An address mail can be sent to. */
export interface MailAddress {
  /** As given, but for its host, which is in the form servers use. */
  email: string;
  /** The form two addresses are compared in. */
  key: string;
  /** The form limits count by: what providers drop from an address does not make another mailbox of it. */
  mailbox: string;
}

export type ParsedAddress = { kind: "address"; address: MailAddress } | { kind: "invalid" | "international" };

/** RFC 5321 §4.5.3.1: the longest path is 256 characters, its angle brackets included. */
export const LONGEST_ADDRESS = 254;
const LONGEST_LOCAL_PART = 64;
/** RFC 5321's dot-string without the signs that once meant a route; a host has a dot, and its last part a letter. */
const PATTERN =
  /^[a-z0-9#$&'*+/=?^_`{|}~-]+(?:\.[a-z0-9#$&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])$/i;
const Address = z.email({ pattern: PATTERN }).max(LONGEST_ADDRESS);

/**
 * An address as a person types it. Hosts may be in any script. Before the @ only ASCII is taken, and "international" says that it was
 * not: many servers do not know such mailboxes, and a mail to one would be lost without a word.
 */
export function parseMailAddress(text: string): ParsedAddress {
  const typed = text.trim().normalize("NFC");
  const at = typed.lastIndexOf("@");
  const [local, host] = [typed.slice(0, at), domainToASCII(typed.slice(at + 1))];
  if (at < 1 || typed.length > LONGEST_ADDRESS || local.length > LONGEST_LOCAL_PART || host === "")
    return { kind: "invalid" };
  if (/[^\p{ASCII}]/u.test(local)) return { kind: "international" };
  // domainToASCII reads an address for what a browser would; what it made must be what was typed, in another script at most.
  if (/^[\p{ASCII}]*$/u.test(typed) && host !== typed.slice(at + 1).toLowerCase()) return { kind: "invalid" };
  const checked = Address.safeParse(`${local}@${host}`);
  if (!checked.success) return { kind: "invalid" };
  return {
    kind: "address",
    address: { email: checked.data, key: checked.data.toLowerCase(), mailbox: mailboxOf(checked.data) },
  };
}

/** `Jo.Doe+lists@Example.org` and `jodoe@example.org` reach one mailbox with many providers: they share one limit. */
export function mailboxOf(email: string): string {
  const lower = email.toLowerCase();
  const at = lower.lastIndexOf("@");
  const local = lower.slice(0, at).replace(/\+.*$/, "").replaceAll(".", "");
  return `${local}@${lower.slice(at + 1)}`;
}
