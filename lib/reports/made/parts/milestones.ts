import { nextMilestone } from "@/lib/authors/milestones";
import type { Reached } from "@/lib/authors/reached";
import type { ListedArticle } from "@/lib/catalog/sql/listing";
import { shortDayWords, wholeNumber } from "@/lib/usage/words";
import type { Part } from "../content";
import { articleName } from "./article-name";

const PRINTED = 40;

/** Views and downloads, since recording began, that articles reached in a period; the newest first. */
export function milestonesPart(reached: readonly Reached[], articles: readonly ListedArticle[]): Part {
  const byId = new Map(articles.map((article) => [article.id, article]));
  const rows = reached
    .flatMap(({ articleId, milestone, day }) => {
      const article = byId.get(articleId);
      return article ? [{ article, milestone, day }] : [];
    })
    .sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : b.milestone - a.milestone));
  return {
    kind: "table",
    table: {
      ...{ key: "milestones", sheet: "Milestones", title: "Milestones" },
      note: "Views and downloads since recording began, of days that have been over for two days.",
      columns: [
        { key: "day", words: "Day", width: 12 },
        { key: "doi", words: "DOI", width: 28 },
        { key: "title", words: "Title", width: 60 },
        { key: "milestone", words: "Milestone", width: 12 },
        { key: "next", words: "The next", width: 12 },
      ],
      rows: rows.map(({ article, milestone, day }) => [
        { day },
        article.doi,
        article.title,
        milestone,
        nextMilestone(milestone) ?? null,
      ]),
      print: {
        columns: [
          { words: "Article", width: 0, numbers: false },
          { words: "Milestone", width: 74, numbers: true },
          { words: "Reached", width: 74, numbers: true },
        ],
        rows: rows
          .slice(0, PRINTED)
          .map(({ article, milestone, day }) => [articleName(article), wholeNumber(milestone), shortDayWords(day)]),
        none: "No article reached a milestone in these days.",
      },
    },
  };
}
