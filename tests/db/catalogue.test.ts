import { expect, test } from "vitest";
import { articleAt, articleByDoi, issueArticles, neighbours } from "@/lib/catalog/articles";
import { upsertArticle } from "@/lib/catalog/sql/entries";
import { upsertJournal } from "@/lib/catalog/sql/journals";
import { articleEntry, journalEntry } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();
const journalId = await upsertJournal(db, journalEntry());
const enter = (firstPage: string, volume = "2", issue = "4", more = {}) =>
  upsertArticle(
    db,
    journalId,
    articleEntry({ doi: `10.5555/${volume}.${issue}.${firstPage}`, firstPage, volume, issue, ...more }),
  );
for (const page of ["302", "283", "1000", "e7"]) await enter(page);
await enter("1", "3", "1");
await enter("1863", "2", "10");
const address = { issn: "2077-0383", volume: "2", issue: "4", page: "302" };

test("an article is found by its address and by its DOI in any case", async () => {
  const article = await articleAt(db, address);
  expect(article).toMatchObject({ doi: "10.5555/2.4.302", accessType: "Open", journal: { issn: "2077-0383" } });
  expect(await articleByDoi(db, "10.5555/2.4.302".toUpperCase())).toEqual(article);
  expect(await articleAt(db, { ...address, page: "303" })).toBeUndefined();
});

test("an issue is in page order, numbers as numbers", async () => {
  const pages = (await issueArticles(db, journalId, "2", "4")).map(({ firstPage }) => firstPage);
  expect(pages).toEqual(["e7", "283", "302", "1000"]);
});

test("neighbours go on through issues and volumes, and end at both ends", async () => {
  const at = async (volume: string, issue: string, page: string) => {
    const article = await articleAt(db, { ...address, volume, issue, page });
    if (!article) throw new Error("not entered");
    const { previous, next } = await neighbours(db, article, "journal");
    return [previous?.firstPage, next?.firstPage];
  };
  expect(await at("2", "4", "302")).toEqual(["283", "1000"]);
  expect(await at("2", "4", "e7")).toEqual([undefined, "283"]);
  expect(await at("2", "4", "1000")).toEqual(["302", "1863"]);
  expect(await at("3", "1", "1")).toEqual(["1863", undefined]);
});

test("a special issue has neighbours of its own", async () => {
  for (const [page, volume] of [
    ["11", "7"],
    ["12", "7"],
    ["5", "8"],
  ] as const) {
    await enter(page, volume, "1", page === "12" ? {} : { specialIssue: "Of their own" });
  }
  const article = await articleAt(db, { ...address, volume: "7", issue: "1", page: "11" });
  if (!article) throw new Error("not entered");
  expect((await neighbours(db, article, "special issue")).next?.volume).toBe("8");
  expect((await neighbours(db, article, "special issue")).previous).toBeUndefined();
});

test("entering an article again replaces it whole", async () => {
  const author = { given: "S.", family: "Bollini", orcid: null, corresponding: false, affiliations: [1] };
  const first = await enter("302", "2", "4", { authors: [author, author], affiliations: ["A", "B"], keywords: ["k"] });
  const again = await enter("302", "2", "4", {
    title: "Anew",
    authors: [author],
    affiliations: ["C"],
    specialIssue: "Frontiers",
  });
  expect(again).toBe(first);
  expect(await articleAt(db, address)).toMatchObject({
    title: "Anew",
    authors: [author],
    affiliations: ["C"],
    keywords: [],
    specialIssue: { title: "Frontiers", slug: "frontiers" },
  });
});
