import type { Range } from "@/lib/calendar/comparison";
import { addDays, type Day, daysBetween } from "@/lib/calendar/day";
import type { ListedArticle } from "@/lib/catalog/sql/listing";
import type { Db } from "@/lib/db/connection";
import { articlesDayRows } from "@/lib/usage/sql/articles-days";
import { shortDayWords, wholeNumber } from "@/lib/usage/words";
import type { Part } from "../content";
import { articleName } from "./article-name";

const PRINTED = 8;
const KEPT = 100;
const DAYS = 30;

/** The newest articles up to the end of a period, and how each began. Of those that came out before the record begins nothing is known. */
export async function newestPart(
  db: Db,
  articles: readonly ListedArticle[],
  { period, through, since }: { period: Range; through: Day; since: Day },
): Promise<Part> {
  const to = period.to < through ? period.to : through;
  const newest = articles
    .flatMap((article) => (article.published === null ? [] : [{ ...article, published: article.published }]))
    .filter(({ published }) => published >= since && published <= to)
    .sort((a, b) => (a.published < b.published ? 1 : a.published > b.published ? -1 : a.id - b.id))
    .slice(0, KEPT);
  const first = newest.at(-1)?.published ?? to;
  const rows = await articlesDayRows(
    db,
    newest.map(({ id }) => id),
    first,
    to,
  );
  const began = newest.map((article) => {
    const end = addDays(article.published, DAYS - 1);
    const days = Math.min(DAYS, daysBetween(article.published, to) + 1);
    const views = Array.from({ length: days }, () => 0);
    let reads = 0;
    for (const row of rows)
      if (row.id === article.id && row.day >= article.published && row.day <= end) {
        views[daysBetween(article.published, row.day)] = row.totalItemInvestigations;
        reads += row.totalItemRequests;
      }
    return { article, days, views, all: views.reduce((sum, one) => sum + one, 0), reads };
  });
  return {
    kind: "table",
    table: {
      ...{ key: "newest", sheet: "Newest", title: `Newest articles, their first ${DAYS} days` },
      note: `As far as they are over by ${shortDayWords(to)}.`,
      columns: [
        { key: "doi", words: "DOI", width: 28 },
        { key: "title", words: "Title", width: 60 },
        { key: "published", words: "Published", width: 12 },
        { key: "days", words: "Days", width: 8 },
        { key: "totalItemInvestigations", words: "Views and downloads", width: 16 },
        { key: "totalItemRequests", words: "Full-text reads", width: 16 },
      ],
      rows: began.map(({ article, days, all, reads }) => [
        article.doi,
        article.title,
        { day: article.published },
        days,
        all,
        reads,
      ]),
      print: {
        columns: [
          { words: "Article", width: 0, numbers: false },
          { words: "Published", width: 58, numbers: true },
          { words: "Days", width: 30, numbers: true },
          { words: "Views and downloads", width: 54, numbers: true },
          { words: "Full-text reads", width: 44, numbers: true },
          { words: "Day by day", width: 72, numbers: true },
        ],
        rows: began
          .slice(0, PRINTED)
          .map(({ article, days, views, all, reads }) => [
            articleName(article),
            shortDayWords(article.published),
            wholeNumber(days),
            wholeNumber(all),
            wholeNumber(reads),
            { values: views, most: DAYS, alt: `the most on a day ${wholeNumber(Math.max(0, ...views))}` },
          ]),
        none: "No article came out since recording began.",
      },
    },
  };
}
