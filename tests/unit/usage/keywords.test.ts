import { expect, test } from "vitest";
import type { ListedArticle } from "@/lib/catalog/sql/listing";
import { ArticleSums } from "@/lib/usage/article-sums";
import { idsOfKeyword, keywordSums } from "@/lib/usage/keywords";
import { noMeasures } from "@/lib/usage/measures";

const article = (id: number, ...keywords: string[]) => ({ id, keywords }) as ListedArticle;
const articles = [
  article(1, "Stem cells", "retina", "stem cells"),
  article(2, "stem cells", "Retina"),
  article(3, "Stem Cells", "alone"),
  article(4, "stem cells", "heart", ""),
  article(5, "heart"),
];
const sums = new ArticleSums(
  articles.map(({ id }) => ({ id, ...noMeasures(), totalItemRequests: 10 ** id, pdfDownloads: id })),
);

test("keywords go by how many articles have them, however these write them; of equally many the more read first", () => {
  const found = keywordSums(articles, sums, 10);
  expect(found.map(({ keyword, articles: many }) => [keyword, many])).toEqual([
    ["stem cells", 4],
    ["heart", 2],
    ["retina", 2],
  ]);
  expect(found[0]).toMatchObject({ totalItemRequests: 11_110, pdfDownloads: 10 });
  expect(found[2]).toMatchObject({ totalItemRequests: 110 });
});

test("only the most frequent are told", () => {
  expect(keywordSums(articles, sums, 1).map(({ keyword }) => keyword)).toEqual(["stem cells"]);
  expect(keywordSums(articles, sums, 2).map(({ keyword }) => keyword)).toEqual(["stem cells", "heart"]);
  expect(keywordSums([], sums, 5)).toEqual([]);
});

test("articles of a keyword are those that have it in any writing", () => {
  expect(idsOfKeyword(articles, "RETINA")).toEqual([1, 2]);
});
