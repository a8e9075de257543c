import type { Range } from "@/lib/calendar/comparison";
import { addDays, type Day } from "@/lib/calendar/day";
import type { ListedArticle } from "@/lib/catalog/sql/listing";
import type { Db } from "@/lib/db/connection";
import { articleSums } from "@/lib/usage/article-sums";
import { RISING_DAYS, rising } from "@/lib/usage/rising";
import { shortDayWords, wholeNumber } from "@/lib/usage/words";
import type { Part } from "../content";
import { changeCell } from "../figures";
import { articleName } from "./article-name";

const PRINTED = 8;

/** Articles that are read more than just before, in the last weeks of a period as far as it is counted. */
export async function risingPart(
  db: Db,
  articles: readonly ListedArticle[],
  { journalId, period, through, since }: { journalId: number; period: Range; through: Day; since: Day },
): Promise<Part> {
  const to = period.to < through ? period.to : through;
  const from = addDays(to, 1 - RISING_DAYS);
  const start = addDays(from, -RISING_DAYS);
  // Before anything is on record it is not zero, and everything would rise.
  const known = start >= since;
  const lately = known && (await articleSums(db, journalId, from, to));
  const before = known && (await articleSums(db, journalId, start, addDays(from, -1)));
  const rises =
    lately && before
      ? rising(articles, ({ id }) => ({
          lately: lately.measure(id, "totalItemInvestigations"),
          before: before.measure(id, "totalItemInvestigations"),
        }))
      : [];
  return {
    kind: "table",
    table: {
      ...{ key: "rising", sheet: "Rising", title: "Rising articles" },
      note: `Views and downloads of the ${RISING_DAYS} days to ${shortDayWords(to)} beside those of the ${RISING_DAYS} before, where the difference is more than chance.`,
      columns: [
        { key: "doi", words: "DOI", width: 28 },
        { key: "title", words: "Title", width: 60 },
        { key: "before", words: "Before", width: 12 },
        { key: "lately", words: "Lately", width: 12 },
      ],
      rows: rises.map(({ article, lately: now, before: was }) => [article.doi, article.title, was, now]),
      print: {
        columns: [
          { words: "Article", width: 0, numbers: false },
          { words: "Before", width: 60, numbers: true },
          { words: "Lately", width: 60, numbers: true },
          { words: "Change", width: 74, numbers: true },
        ],
        rows: rises
          .slice(0, PRINTED)
          .map(({ article, lately: now, before: was }) => [
            articleName(article),
            wholeNumber(was),
            wholeNumber(now),
            changeCell(now, was),
          ]),
        none: known
          ? "No article is read markedly more than before."
          : "The record does not reach back far enough to tell.",
      },
    },
  };
}
