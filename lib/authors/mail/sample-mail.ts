import { sampleContents } from "@/lib/alerts/sample-contents";
import { addDays, dayOf } from "@/lib/calendar/day";
import { startOf } from "@/lib/calendar/interval";
import type { Journal } from "@/lib/catalog/article";
import { articlesByIds, newestArticles } from "@/lib/catalog/articles";
import type { JournalSettings } from "@/lib/catalog/settings";
import type { Db } from "@/lib/db/connection";
import type { Message } from "@/lib/mail/mail";
import { mostRead } from "@/lib/usage/standings";
import { aroundDigest, type DigestWords, readIn } from "./digest";
import { digestMail } from "./digest-mail";

/** The mails that a journal puts its own words into. */
export const WORDED_MAILS = ["contents", "digest"] as const;
export type WordedMail = (typeof WORDED_MAILS)[number];
export type MailWords = Pick<JournalSettings, "contentsOpening" | "contentsClosing"> & DigestWords;

/** Articles a digest is tried on. */
const TRIED = 2;

interface Sample {
  journal: Journal;
  words: MailWords;
  now: Date;
}

/** A mail as it would be with some words: of the journal's newest issue, or to an author of what is read most of it. */
export const sampleMail = (
  db: Db,
  site: string,
  { which, ...sample }: Sample & { which: WordedMail },
): Promise<Message> => (which === "contents" ? sampleContents(db, site, sample) : sampleDigest(db, site, sample));

async function sampleDigest(db: Db, site: string, { journal, words, now }: Sample): Promise<Message> {
  const most = await mostRead(db, journal.id, TRIED);
  const read = most?.articles.map(({ articleId }) => articleId) ?? [];
  const ids = read.length > 0 ? read : (await newestArticles(db, { journalId: journal.id }, TRIED)).map(({ id }) => id);
  const articles = (await articlesByIds(db, ids)).map(({ id, title }) => ({
    ...{ id, title, abbreviation: journal.abbreviation, by: "email" as const },
  }));
  const month = startOf("month", addDays(startOf("month", dayOf(now)), -1));
  const digest = {
    month,
    ...(await readIn(db, articles, month)),
    milestones: [],
    restated: [],
    ...aroundDigest(words),
  };
  // A token of nobody's: the link leads to a page that says so.
  const nobody = { personId: 0, name: "", email: "", leaveToken: Buffer.alloc(16) };
  return digestMail(site, digest, { ...nobody, digest: true, milestones: false, changed: now });
}
