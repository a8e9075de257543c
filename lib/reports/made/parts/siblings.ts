import type { Range } from "@/lib/calendar/comparison";
import type { Journal } from "@/lib/catalog/article";
import type { ListedArticle } from "@/lib/catalog/sql/listing";
import { journalSpecialIssues } from "@/lib/catalog/sql/special-issues";
import type { Db } from "@/lib/db/connection";
import { readShare } from "@/lib/usage/conversion";
import { noMeasures } from "@/lib/usage/measures";
import { groupSums } from "@/lib/usage/sql/groups";
import { wholeNumber } from "@/lib/usage/words";
import { shareWords } from "../change-words";
import type { Part } from "../content";

const PRINTED = 20;
const each = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A special issue among all of its journal, by reads for each article: large ones are not better read for being large. */
export async function siblingsPart(
  db: Db,
  journal: Journal,
  listing: readonly ListedArticle[],
  { specialIssueId, period }: { specialIssueId: number; period: Range },
): Promise<Part> {
  const sums = new Map(
    (await groupSums(db, { journalId: journal.id, kind: "s" }, period.from, period.to)).map(({ key, ...measures }) => [
      Number(key),
      measures,
    ]),
  );
  const articles = new Map<number, number>();
  for (const { specialIssueId: id } of listing) if (id !== null) articles.set(id, (articles.get(id) ?? 0) + 1);
  const issues = (await journalSpecialIssues(db, journal.issn))
    .map(({ id, title }) => ({ id, title, articles: articles.get(id) ?? 0, measures: sums.get(id) ?? noMeasures() }))
    .filter((issue) => issue.articles > 0)
    .map((issue) => ({ ...issue, each: issue.measures.totalItemRequests / issue.articles }))
    .sort((a, b) => b.each - a.each || a.id - b.id);
  const place = issues.findIndex(({ id }) => id === specialIssueId);
  // The issue itself is printed wherever it stands.
  const printed = issues.filter((_, i) => i < PRINTED || i === place);
  return {
    kind: "table",
    table: {
      ...{ key: "specialIssues", sheet: "Special issues", title: "Beside the journal’s other special issues" },
      note:
        place === -1
          ? "By full-text reads for each article."
          : `By full-text reads for each article: this one is number ${place + 1} of ${issues.length}.`,
      columns: [
        { key: "title", words: "Special issue", width: 60 },
        { key: "thisOne", words: "This one", width: 10 },
        { key: "articles", words: "Articles", width: 10 },
        { key: "totalItemInvestigations", words: "Views and downloads", width: 18 },
        { key: "totalItemRequests", words: "Full-text reads", width: 18 },
        { key: "totalItemRequestsPerArticle", words: "Reads for each article", width: 18 },
        { key: "uniqueReadShare", words: "Read on to the text", width: 16 },
      ],
      rows: issues.map(({ id, title, articles: many, measures, each: reads }) => {
        const share = readShare(measures);
        return [
          title,
          id === specialIssueId ? "yes" : "no",
          many,
          measures.totalItemInvestigations,
          measures.totalItemRequests,
          Math.round(reads * 100) / 100,
          share === undefined ? null : { share },
        ];
      }),
      print: {
        columns: [
          { words: "Special issue", width: 0, numbers: false },
          { words: "Articles", width: 46, numbers: true },
          { words: "Views and downloads", width: 58, numbers: true },
          { words: "Full-text reads", width: 54, numbers: true },
          { words: "Reads for each article", width: 60, numbers: true },
          { words: "Read on", width: 50, numbers: true },
        ],
        rows: printed.map(({ id, title, articles: many, measures, each: reads }) => [
          id === specialIssueId ? { words: title, under: "this special issue" } : title,
          wholeNumber(many),
          wholeNumber(measures.totalItemInvestigations),
          wholeNumber(measures.totalItemRequests),
          each.format(reads),
          shareWords(measures.uniqueItemRequests / measures.uniqueItemInvestigations, 1),
        ]),
        none: "The journal has no special issues with articles.",
      },
    },
  };
}
