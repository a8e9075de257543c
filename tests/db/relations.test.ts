import { describe, expect, test } from "vitest";
import { articleByDoi, similarArticles } from "@/lib/catalog/articles";
import { relationRows } from "@/lib/catalog/sql/relations";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();

describe("articles that say something of each other", () => {
  test("are found from both sides, in any case of the DOI, and stay when the other is not here", async () => {
    const first = await anArticle(db, { doi: "10.5555/First", titleMarkup: "An <i>article</i>" });
    const correction = await anArticle(db, {
      relations: [
        { kind: "corrects", doi: "10.5555/FIRST" },
        { kind: "accompanies", doi: "10.5555/elsewhere" },
      ],
    });
    expect(await relationRows(db, first.id)).toMatchObject([
      { kind: "corrects", incoming: true, doi: correction.doi, known: { issn: "2077-0383", volume: "1" } },
    ]);
    expect(await relationRows(db, correction.id)).toMatchObject([
      { kind: "accompanies", incoming: false, doi: "10.5555/elsewhere", known: null },
      { kind: "corrects", incoming: false, doi: "10.5555/First", known: { title: "An article to be counted" } },
    ]);
    expect((await articleByDoi(db, "10.5555/first"))?.titleMarkup).toBe("An <i>article</i>");
  });
});

describe("articles near one", () => {
  test("are those that share keywords, then those of its special issue, each with the reason, never itself", async () => {
    const at = (published: string, overrides: object) => anArticle(db, { published, ...overrides });
    const me = await at("2020-06-01", { keywords: ["Stem Cells", "secretome", "repair"], specialIssue: "Cells" });
    const one = await at("2020-01-01", { keywords: ["stem cells"] });
    const two = await at("2010-01-01", { keywords: ["SECRETOME", "Stem cells", "x"] });
    const issueMate = await at("2020-05-01", { specialIssue: "Cells" });
    const both = await at("2020-01-01", { keywords: ["stem cells"], specialIssue: "Cells" });
    await at("2020-06-01", { keywords: ["nothing alike"] });
    const near = await similarArticles(db, me.id, 10);
    expect(
      near.map(({ article, sharedKeywords, sameSpecialIssue }) => ({
        id: article.id,
        sharedKeywords,
        sameSpecialIssue,
      })),
    ).toEqual([
      { id: two.id, sharedKeywords: ["Stem Cells", "secretome"], sameSpecialIssue: false },
      { id: both.id, sharedKeywords: ["Stem Cells"], sameSpecialIssue: true },
      { id: one.id, sharedKeywords: ["Stem Cells"], sameSpecialIssue: false },
      { id: issueMate.id, sharedKeywords: [], sameSpecialIssue: true },
    ]);
    expect(await similarArticles(db, me.id, 2)).toHaveLength(2);
    const alone = await anArticle(db);
    expect(await similarArticles(db, alone.id, 10)).toEqual([]);
  });

  test("are first those it cites and those that cite it, then those with references in common, in any case of a DOI", async () => {
    const cited = await anArticle(db, { doi: "10.5555/Near.Cited" });
    const me = await anArticle(db, {
      doi: "10.5555/near.me",
      keywords: ["nearness"],
      references: ["10.5555/NEAR.cited", "10.5555/a", "10.5555/b"],
    });
    const citing = await anArticle(db, { references: ["10.5555/Near.Me"] });
    const alike = await anArticle(db, { references: ["10.5555/A", "10.5555/b", "10.5555/c"] });
    const keyword = await anArticle(db, { keywords: ["nearness"] });
    await anArticle(db, { references: ["10.5555/c"] });
    const near = await similarArticles(db, me.id, 10);
    const why = near.map(({ article, cites, sharedReferences }) => ({ id: article.id, cites, sharedReferences }));
    expect(why.slice(0, 2).sort((a, b) => a.id - b.id)).toEqual([
      { id: cited.id, cites: "cites", sharedReferences: 0 },
      { id: citing.id, cites: "cited by", sharedReferences: 0 },
    ]);
    expect(why.slice(2)).toEqual([
      { id: alike.id, cites: null, sharedReferences: 2 },
      { id: keyword.id, cites: null, sharedReferences: 0 },
    ]);
  });

  test("are found by the index among a hundred thousand", async () => {
    const sql = db.$client;
    await sql`
      insert into articles (journal_id, doi, title, volume, issue, first_page, year, published, keywords, keyword_keys)
      select (select min(id) from journals), '10.5555/many.' || n, 'T', '9', '9', n::text, 2020, '2020-01-01', k, k
      from (select n, array['topic ' || n % 5000, 'common ' || n % 50] as k from generate_series(1, 100000) n) a`;
    await sql`analyze articles`;
    const [row] = await sql<{ id: number }[]>`select id from articles where doi = '10.5555/many.4711'`;
    const near = await similarArticles(db, row?.id ?? 0, 6);
    expect(near).toHaveLength(6);
    expect(near.every(({ sharedKeywords }) => sharedKeywords.length === 2)).toBe(true);
    const plan = await sql`
      explain select o.id from articles me join articles o on o.keyword_keys && me.keyword_keys where me.id = ${row?.id ?? 0}`;
    expect(plan.map((line) => line["QUERY PLAN"]).join("\n")).toContain("articles_keyword_keys");
  });
});
