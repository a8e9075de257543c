import { randomUUID } from "node:crypto";
import { settingsFrom } from "@/lib/catalog/settings";
import { journalRow } from "@/lib/catalog/sql/journals";
import type { Db } from "@/lib/db/connection";
import { mailboxOf } from "@/lib/mail/address";
import type { Renderer } from "@/lib/mail/mail";
import { madeSince, queueMail } from "@/lib/mail/sql/outbox";
import { type MailWords, sampleMail, type WordedMail } from "./sample-mails";

export const SETTINGS_TEST = "settings-test";
/** Somebody who tries words out sends a few; more is a mistake. */
const MOST_AN_HOUR = 10;
const HOUR_MS = 3_600_000;

/** Sends somebody a mail of a journal with words that are not saved yet; false when they had many within the hour. */
export async function sendSettingsTest(
  db: Db,
  { issn, which, words, email }: { issn: string; which: WordedMail; words: MailWords; email: string },
  now: Date,
): Promise<boolean> {
  const mailbox = mailboxOf(email);
  return db.transaction(async (tx) => {
    const had = await madeSince(tx, SETTINGS_TEST, mailbox, new Date(now.getTime() - HOUR_MS));
    if (had.length >= MOST_AN_HOUR) return false;
    const { contentsOpening, contentsClosing, digestOpening, digestClosing } = words;
    const payload = { issn, which, contentsOpening, contentsClosing, digestOpening, digestClosing };
    const key = `${SETTINGS_TEST}/${randomUUID()}`;
    await queueMail(tx, [{ kind: SETTINGS_TEST, key, recipient: { email, mailbox }, payload, urgent: true }], now);
    return true;
  });
}

export const settingsTestRenderer =
  (site: string): Renderer =>
  async (db, { issn = "", which, ...words }, now) => {
    const journal = await journalRow(db, issn);
    if (!journal) return undefined;
    const mail = which === "digest" ? "digest" : "contents";
    const message = await sampleMail(db, site, { journal, which: mail, words: settingsFrom(words), now });
    return { ...message, subject: `Test: ${message.subject}`, headers: {} };
  };
