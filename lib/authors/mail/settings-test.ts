import { settingsFrom } from "@/lib/catalog/settings";
import { journalRow } from "@/lib/catalog/sql/journals";
import type { Db } from "@/lib/db/connection";
import type { Renderer } from "@/lib/mail/mail";
import { sendTest } from "@/lib/mail/send-test";
import { type MailWords, sampleMail, type WordedMail } from "./sample-mail";

export const SETTINGS_TEST = "settings-test";

/** Sends somebody a mail of a journal with words that are not saved yet; false when they had many within the hour. */
export function sendSettingsTest(
  db: Db,
  { issn, which, words, email }: { issn: string; which: WordedMail; words: MailWords; email: string },
  now: Date,
): Promise<boolean> {
  const { contentsOpening, contentsClosing, digestOpening, digestClosing } = words;
  const payload = { issn, which, contentsOpening, contentsClosing, digestOpening, digestClosing };
  return sendTest(db, email, now, { kind: SETTINGS_TEST, payload });
}

export const settingsTestRenderer =
  (site: string): Renderer =>
  async (db, { issn = "", which, ...words }, now) => {
    const journal = await journalRow(db, issn);
    if (!journal) return undefined;
    const mail = which === "digest" ? "digest" : "contents";
    const message = await sampleMail(db, site, { journal, which: mail, words: settingsFrom(words), now });
    // Nobody subscribed to a test: there is nothing to unsubscribe from.
    return { ...message, subject: `Test: ${message.subject}`, headers: {} };
  };
