import { expect, test } from "vitest";
import { articleListCsv } from "@/lib/reports/article-list";
import type { Sort, TableRow } from "@/lib/usage/article-table";
import { noMeasures } from "@/lib/usage/measures";

const row: TableRow = {
  ...{ id: 1, doi: "10.5555/1", title: "One", titleMarkup: null, authors: "Family, G.", type: "Review", section: "S" },
  ...{ specialIssueId: null, specialIssue: null, specialIssueSlug: null, volume: "1", issue: "2", firstPage: "3" },
  ...{ year: 2026, published: "2026-01-02", keywords: [], measures: { ...noMeasures(), pdfDownloads: 9 } },
  ...{ readShare: 0.5, stand: { percentile: 80, articles: 30, age: 5, key: "" }, readsBefore: 4 },
};

async function csvOf(columns?: readonly Sort[]): Promise<string[][]> {
  let text = "";
  for await (const part of articleListCsv({ rows: [row], about: [], columns }, false)) text += part;
  return text
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(","));
}

test("a list has all that is known of its articles, or DOI, title and the columns that are shown", async () => {
  const [heading] = await csvOf();
  expect(heading).toContain("totalItemRequestsBefore");
  expect(heading).toHaveLength(22);
  expect(await csvOf(["type", "pdfDownloads"])).toEqual([
    ["DOI", "Title", "Type", "pdfDownloads"],
    ["10.5555/1", "One", "Review", "9"],
  ]);
  expect((await csvOf(["change", "percentile"]))[0]).toEqual([
    ...["DOI", "Title", "totalItemRequestsBefore"],
    ...["percentileAmongAge", "articlesOfThatAge", "kindOfThoseArticles"],
  ]);
  expect(await csvOf([])).toEqual([
    ["DOI", "Title"],
    ["10.5555/1", "One"],
  ]);
});
