import type { Journal } from "@/lib/catalog/article";
import { issueArticles, newestArticles } from "@/lib/catalog/articles";
import type { JournalSettings } from "@/lib/catalog/settings";
import type { Db } from "@/lib/db/connection";
import type { Message } from "@/lib/mail/mail";
import { contentsMail } from "./contents-mail";
import { ARTICLES_SHOWN } from "./rules";

/** A table of contents as it would be with some words of the journal: of its newest issue, to nobody in particular. */
export async function sampleContents(
  db: Db,
  site: string,
  {
    journal,
    words,
    now,
  }: { journal: Journal; words: Pick<JournalSettings, "contentsOpening" | "contentsClosing">; now: Date },
): Promise<Message> {
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
