import type { ArticleLine } from "@/lib/catalog/article";
import type { AlertFrequency } from "@/lib/db/schema/mail";
import { mailHtml } from "@/lib/mail/html";
import type { MailBlock } from "@/lib/mail/layout";
import type { Message } from "@/lib/mail/mail";
import { paragraphs } from "@/lib/mail/paragraphs";
import { mailText } from "@/lib/mail/text";
import { articleItems } from "./article-items";
import { dateWords } from "./date-words";
import { frequencyWords } from "./frequency";
import { leaveAddress } from "./leave-address";
import { type Subject, shortName, subjectName, subjectPath } from "./subject";

export interface Contents {
  subject: Subject;
  articles: readonly ArticleLine[];
  /** How many there are; more than are listed when they are very many. */
  total: number;
  /** The issue they make up, or the last day of the week they came in; neither for a special issue that grows. */
  of: { kind: "issue"; volume: string; issue: string } | { kind: "week"; until: Date } | { kind: "grown" };
}

export interface Subscriber {
  frequency: AlertFrequency;
  confirmed: Date;
  leaveToken: Buffer;
}

/** What the journal says around it, in plain text. */
export interface AroundContents {
  contentsOpening: string;
  contentsClosing: string;
}
const NOTHING_AROUND: AroundContents = { contentsOpening: "", contentsClosing: "" };

/** A table of contents as one subscriber gets it. */
export function contentsMail(
  site: string,
  contents: Contents,
  subscriber: Subscriber,
  around: AroundContents = NOTHING_AROUND,
): Message {
  const { subject, articles, total, of } = contents;
  const { journal } = subject;
  const count = `${total} new ${total === 1 ? "article" : "articles"}`;
  const line = `${headWords(contents)}: ${count}`;
  const page =
    of.kind === "issue"
      ? `${site}/${journal.issn}/${encodeURIComponent(of.volume)}/${encodeURIComponent(of.issue)}`
      : `${site}${subjectPath(subject)}`;
  const { page: leave, oneClick } = leaveAddress(site, subscriber.leaveToken);
  const blocks: MailBlock[] = [
    { kind: "heading", words: headingWords(contents) },
    ...paragraphs(around.contentsOpening),
    { kind: "paragraph", words: `${count}${of.kind === "week" ? ` in the week to ${dateWords(of.until)}` : ""}.` },
    { kind: "list", items: articleItems(site, journal.issn, articles, { withIssue: of.kind !== "issue" }) },
    ...(total > articles.length
      ? [{ kind: "paragraph" as const, words: `And ${total - articles.length} more, which the page below lists.` }]
      : []),
    { kind: "link", before: "On the site:", words: pageWords(contents), href: page },
    ...paragraphs(around.contentsClosing),
    {
      kind: "small",
      words: `You get this mail because you asked for it on ${dateWords(subscriber.confirmed)}: the tables of contents of ${subjectName(subject)}, ${frequencyWords(subscriber.frequency, subject)}.`,
    },
    { kind: "link", before: "No more of these:", words: "Unsubscribe", href: leave },
  ];
  return {
    subject: line,
    text: mailText(blocks),
    html: mailHtml(line, blocks),
    headers: {
      "List-Unsubscribe": `<${oneClick}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "List-Id": `<${listId(site, subject)}>`,
      Precedence: "list",
    },
  };
}

/** `J. Clin. Med. 2(4), 2013`, as the subject begins. */
function headWords({ subject, articles, of }: Contents): string {
  if (of.kind === "week") return `${shortName(subject)}, week to ${dateWords(of.until)}`;
  return of.kind === "issue"
    ? `${shortName(subject)} ${of.volume}(${of.issue}), ${yearOf(articles)}`
    : shortName(subject);
}

function headingWords({ subject: { journal, specialIssue }, articles, of }: Contents): string {
  if (of.kind === "issue") return `${journal.title}, Volume ${of.volume}, Issue ${of.issue} (${yearOf(articles)})`;
  return specialIssue ? `${specialIssue.title}: a Special Issue of ${journal.title}` : journal.title;
}

function pageWords({ subject: { journal, specialIssue }, of }: Contents): string {
  if (of.kind === "issue") return `contents of Volume ${of.volume}, Issue ${of.issue}`;
  return specialIssue ? "all articles of the Special Issue" : journal.title;
}

const yearOf = (articles: readonly ArticleLine[]): number => Math.max(...articles.map(({ year }) => year));

/** Mail programs sort by it: one list for a journal or special issue, whoever gets it (RFC 2919). */
function listId(site: string, { journal, specialIssue }: Subject): string {
  const name = specialIssue ? `special-issue-${specialIssue.id}.${journal.issn}` : journal.issn;
  return `alert.${name}.${new URL(site).hostname}`.toLowerCase();
}
