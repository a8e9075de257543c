import type { Journal } from "@/lib/catalog/article";
import { issueArticles, newestArticles } from "@/lib/catalog/articles";
import type { JournalSettings } from "@/lib/catalog/settings";
import type { Db } from "@/lib/db/connection";
import { mailHtml } from "@/lib/mail/html";
import type { MailBlock } from "@/lib/mail/layout";
import type { Message } from "@/lib/mail/mail";
import { paragraphs } from "@/lib/mail/paragraphs";
import { mailText } from "@/lib/mail/text";
import { contentsMail } from "./contents-mail";
import { ARTICLES_SHOWN } from "./rules";

/** The mails that a journal puts its own words into. */
export const WORDED_MAILS = ["contents", "digest"] as const;
export type WordedMail = (typeof WORDED_MAILS)[number];
export type MailWords = Pick<
  JournalSettings,
  "contentsOpening" | "contentsClosing" | "digestOpening" | "digestClosing"
>;

/** A mail as it would be with some words: of the journal's newest issue, to nobody in particular. */
export const sampleMail = (
  db: Db,
  site: string,
  { journal, which, words, now }: { journal: Journal; which: WordedMail; words: MailWords; now: Date },
): Promise<Message> =>
  which === "contents" ? sampleContents(db, site, journal, words, now) : Promise.resolve(sampleDigest(journal, words));

async function sampleContents(db: Db, site: string, journal: Journal, words: MailWords, now: Date): Promise<Message> {
  const [newest] = await newestArticles(db, { journalId: journal.id }, 1);
  const articles = newest ? await issueArticles(db, journal.id, newest.volume, newest.issue) : [];
  const of = newest
    ? ({ kind: "issue", volume: newest.volume, issue: newest.issue } as const)
    : ({ kind: "week", until: now } as const);
  const contents = {
    subject: { journal, specialIssue: null },
    articles: articles.slice(0, ARTICLES_SHOWN),
    total: articles.length,
    of,
  };
  // A token of nobody's: the link leads to a page that says so.
  const subscriber = { frequency: "issue" as const, confirmed: now, leaveToken: Buffer.alloc(16) };
  return contentsMail(site, contents, subscriber, words);
}

/** The words of a journal around the digests of its authors, which differ from author to author. */
export const aroundDigest = (words: Pick<MailWords, "digestOpening" | "digestClosing">) => ({
  opening: paragraphs(words.digestOpening),
  closing: paragraphs(words.digestClosing),
});

function sampleDigest({ title }: Journal, words: MailWords): Message {
  const subject = `Your articles in ${title}`;
  const { opening, closing } = aroundDigest(words);
  const blocks: MailBlock[] = [
    { kind: "heading", words: subject },
    ...opening,
    { kind: "paragraph", words: "[ Here each of the author’s articles stands with its figures. ]" },
    ...closing,
    { kind: "small", words: "Here the mail says why the author gets it, and how to stop it." },
  ];
  return { subject, text: mailText(blocks), html: mailHtml(subject, blocks), headers: {} };
}
