import { randomUUID } from "node:crypto";
import type { Db } from "@/lib/db/connection";
import { mailboxOf } from "./address";
import { madeSince, queueMail } from "./sql/outbox";
import { TEST_MAIL } from "./test-mail";

/** Somebody who tries something out sends a few; more is a mistake. */
const MOST_AN_HOUR = 10;
const HOUR_MS = 3_600_000;

/** Puts a test of a kind into the outbox, to go at once; false when its mailbox had many within the hour. */
export async function sendTest(
  db: Db,
  email: string,
  now: Date,
  { kind = TEST_MAIL, payload = {} }: { kind?: string; payload?: Record<string, string> } = {},
): Promise<boolean> {
  const recipient = { email, mailbox: mailboxOf(email) };
  return db.transaction(async (tx) => {
    const had = await madeSince(tx, kind, recipient.mailbox, new Date(now.getTime() - HOUR_MS));
    if (had.length >= MOST_AN_HOUR) return false;
    await queueMail(tx, [{ kind, key: `${kind}/${randomUUID()}`, recipient, payload, urgent: true }], now);
    return true;
  });
}
