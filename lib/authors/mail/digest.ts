import { addDays, type Day } from "@/lib/calendar/day";
import { nextStart, startOf } from "@/lib/calendar/interval";
import { type JournalSettings, settingsByIssn } from "@/lib/catalog/settings";
import type { Db } from "@/lib/db/connection";
import type { MailBlock } from "@/lib/mail/layout";
import { paragraphs } from "@/lib/mail/paragraphs";
import { type Measures, noMeasures, sumOf } from "@/lib/usage/measures";
import { type Reached, reachedOf } from "../reached";
import { firstOwnDay, type OwnRestatement, ownRestatementRows, ownSumRows } from "../sql/figures";
import { type OwnArticle, ownArticleRows } from "../sql/own";

/** What a digest tells of a month. */
export interface Digest {
  month: Day;
  articles: { article: DigestArticle; now: Measures; before: Measures | undefined }[];
  totals: Measures;
  /** Of the month before; undefined where the record does not cover it. */
  before: Measures | undefined;
  milestones: Reached[];
  /** What was restated of complete months since the digest before. */
  restated: OwnRestatement[];
  /** What its journals say around it. */
  opening: MailBlock[];
  closing: MailBlock[];
}

export type DigestArticle = Pick<OwnArticle, "id" | "title" | "abbreviation" | "by">;
export type DigestWords = Pick<JournalSettings, "digestOpening" | "digestClosing">;

/** The words of a journal around the digests of its authors. */
export const aroundDigest = (words: DigestWords) => ({
  opening: paragraphs(words.digestOpening),
  closing: paragraphs(words.digestClosing),
});

/** What readers did with some articles in a month, the most read first, beside the month before. */
export async function readIn(
  db: Db,
  articles: readonly DigestArticle[],
  month: Day,
): Promise<Pick<Digest, "articles" | "totals" | "before">> {
  const ids = articles.map(({ id }) => id);
  const monthBefore = startOf("month", addDays(month, -1));
  const [now, before, first] = await Promise.all([
    ownSumRows(db, ids, month, addDays(nextStart("month", month), -1)),
    ownSumRows(db, ids, monthBefore, addDays(month, -1)),
    firstOwnDay(db, ids),
  ]);
  const known = first !== undefined && first <= monthBefore;
  const of = (rows: readonly ({ id: number } & Measures)[], id: number): Measures =>
    rows.find((row) => row.id === id) ?? noMeasures();
  const read = articles
    .map((article) => ({ article, now: of(now, article.id), before: known ? of(before, article.id) : undefined }))
    .sort((a, b) => b.now.totalItemInvestigations - a.now.totalItemInvestigations);
  return { articles: read, totals: sumOf(now), before: known ? sumOf(before) : undefined };
}

/** Undefined for somebody without articles. */
export async function digestOf(
  db: Db,
  personId: number,
  month: Day,
  { since, until }: { since: Date; until: Date },
): Promise<Digest | undefined> {
  const articles = await ownArticleRows(db, personId);
  if (articles.length === 0) return undefined;
  const ids = articles.map(({ id }) => id);
  const to = addDays(nextStart("month", month), -1);
  const issns = [...new Set(articles.map(({ issn }) => issn))];
  const [read, reached, restated, settings] = await Promise.all([
    readIn(db, articles, month),
    reachedOf(db, ids, to),
    ownRestatementRows(db, ids, { since, until }),
    settingsByIssn(db, issns),
  ]);
  const around = issns.map((issn) => aroundDigest(settings(issn)));
  return {
    month,
    ...read,
    milestones: reached.filter(({ day }) => day >= month),
    restated: restated.filter(({ day }) => day < month),
    opening: around.flatMap(({ opening }) => opening),
    closing: around.flatMap(({ closing }) => closing),
  };
}
