import { addDays, type Day } from "@/lib/calendar/day";
import { nextStart } from "@/lib/calendar/interval";
import { reasonWords } from "@/lib/counting/reason";
import type { MailBlock, MailItem } from "@/lib/mail/layout";
import type { Message } from "@/lib/mail/mail";
import { changeOf } from "@/lib/usage/change";
import { dayWords, numberWords } from "../letter/words";
import type { Wisher } from "../sql/mail";
import type { Digest } from "./digest";
import { authorMessage } from "./message";

/** Articles a mail names one by one. */
const SHOWN = 20;
const month = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const share = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" });
const signed = new Intl.NumberFormat("en-GB", { signDisplay: "exceptZero" });
export const monthWords = (day: Day): string => month.format(new Date(`${day}T00:00:00Z`));

/** `, +6 %`: a share of twenty or more, else the plain difference; nothing where nothing is known of before. */
export function changeWords(now: number, before: number | undefined): string {
  const change = changeOf(now, before);
  switch (change.kind) {
    case "share":
      return `, ${share.format(change.share)}`;
    case "number":
      return `, ${signed.format(change.by)}`;
    case "unknown":
      return "";
  }
}

const viewWords = (count: number): string =>
  `${numberWords(count)} ${count === 1 ? "view or download" : "views and downloads"}`;
const readWords = (count: number): string =>
  `${numberWords(count)} ${count === 1 ? "full-text read" : "full-text reads"}`;

/** The month of an author's articles, as they get it. */
export function digestMail(site: string, digest: Digest, wisher: Wisher): Message {
  const { articles, totals, before, milestones, restated } = digest;
  const journals = new Set(articles.map(({ article }) => article.abbreviation));
  const [only] = journals.size === 1 ? journals : ["Your articles"];
  const headline = `${viewWords(totals.totalItemInvestigations)}${changeWords(totals.totalItemInvestigations, before?.totalItemInvestigations)}`;
  const subject = `${only} · ${monthWords(digest.month)} · ${headline}`;
  const to = addDays(nextStart("month", digest.month), -1);
  const titles = new Map(articles.map(({ article }) => [article.id, article.title]));
  const read = articles.filter(({ now }) => now.totalItemInvestigations > 0);
  const blocks: MailBlock[] = [
    { kind: "heading", words: `${monthWords(digest.month)}: how your articles were read` },
    ...digest.opening,
    {
      kind: "paragraph",
      words:
        read.length === 0
          ? "Nobody opened your articles in this month."
          : `${headline}${before ? " on the month before" : ""}; ${readWords(totals.totalItemRequests)}.`,
    },
    ...(read.length > 0
      ? [{ kind: "list" as const, items: read.slice(0, SHOWN).map((one) => itemOf(site, one)) }]
      : []),
    ...(read.length > SHOWN
      ? [
          {
            kind: "paragraph" as const,
            words: `And ${numberWords(read.length - SHOWN)} more, which the page below lists.`,
          },
        ]
      : []),
    ...milestones.map(({ articleId, milestone, day }) => ({
      kind: "paragraph" as const,
      words: `${dayWords(day)}: “${titles.get(articleId) ?? ""}” reached ${numberWords(milestone)} views and downloads.`,
    })),
    ...restatedBlocks(restated, titles),
    ...digest.closing,
    {
      kind: "link",
      before: "The same on the site, with the chart:",
      words: `your articles in ${monthWords(digest.month)}`,
      href: `${site}/desk/mine?from=${digest.month}&to=${to}`,
    },
    {
      kind: "small",
      words:
        "Readers alone, by the COUNTER Code of Practice R5.1. The month is complete: what changes of it from now on is told in the next mail.",
    },
  ];
  return authorMessage(site, subject, blocks, {
    wisher,
    articles: articles.map(({ article }) => article),
    kind: "digest",
  });
}

function itemOf(site: string, { article, now, before }: Digest["articles"][number]): MailItem {
  const views = `${viewWords(now.totalItemInvestigations)}${changeWords(now.totalItemInvestigations, before?.totalItemInvestigations)}`;
  return {
    title: article.title,
    href: `${site}/desk/mine/${article.id}`,
    lines: [
      `${views}; ${readWords(now.totalItemRequests)}`,
      `${numberWords(now.abstractViews)} abstract views · ${numberWords(now.fullTextViews)} full-text views · ${numberWords(now.pdfDownloads)} PDF downloads`,
    ],
  };
}

/** Earlier figures that a recount changed, an article and month in a line. */
function restatedBlocks(restated: Digest["restated"], titles: ReadonlyMap<number, string>): MailBlock[] {
  const months = new Map<string, { before: number; after: number; reasons: string }>();
  for (const { articleId, day, before, after, reasons } of restated) {
    const key = `${articleId}/${day.slice(0, 7)}-01`;
    const there = months.get(key) ?? { before: 0, after: 0, reasons: "" };
    months.set(key, { before: there.before + before, after: there.after + after, reasons: there.reasons + reasons });
  }
  return [...months].slice(0, SHOWN).map(([key, { before, after, reasons }]) => {
    const [id, start = ""] = key.split("/");
    const why = reasonWords(reasons).join("; ").toLowerCase();
    const by = signed.format(after - before);
    return {
      kind: "paragraph",
      words: `Restated: ${monthWords(start)} of “${titles.get(Number(id)) ?? ""}” is counted anew, ${by} views and downloads (${why}).`,
    };
  });
}
