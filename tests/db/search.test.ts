import { describe, expect, test } from "vitest";
import type { Author } from "@/lib/catalog/article";
import { FOUND_PER_PAGE, searchArticles } from "@/lib/catalog/search";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();
const person = (family: string, given: string): Author => ({
  family,
  given,
  orcid: null,
  corresponding: false,
  affiliations: [],
});
const secretome = await anArticle(db, {
  doi: "10.5555/Secretome.1",
  title: "The Regenerative Role of the Stem Cell Secretome",
  authors: [person("Bollini", "Svéva")],
  keywords: ["paracrine effect"],
  abstract: "Trophic signals modulate tissues.",
});
const mention = await anArticle(db, { title: "Other things", abstract: "A secretome is mentioned here." });
await anArticle(db, { title: "Meningitis in adults" });

const find = async (words: string, more: { issn?: string; page?: number } = {}) => {
  const { articles, ...rest } = await searchArticles(db, { words, issn: more.issn, page: more.page ?? 1 });
  return { ids: articles.map(({ id }) => id), ...rest };
};

describe("a search", () => {
  test.each<[string, number[]]>([
    ["secretome", [secretome.id, mention.id]],
    ["SECRETOMES", [secretome.id, mention.id]],
    ["roles of stems", [secretome.id]],
    ["sveva bollini", [secretome.id]],
    ["Svéva", [secretome.id]],
    ['"paracrine effect"', [secretome.id]],
    ['"effect paracrine"', []],
    ["secretome -mentioned", [secretome.id]],
    ["secretome -mentioned -stem", []],
    ["meningitis or trophic", [secretome.id]],
    ["10.5555/secretome.1", [secretome.id]],
    ["https://doi.org/10.5555/SECRETOME.1", [secretome.id]],
  ])("for %s finds what holds it, titles first", async (words, ids) => {
    const found = await find(words);
    if (words.includes(" or ")) expect(found.total).toBe(2);
    else expect(found.ids).toEqual(ids);
    expect(found.approximate).toBe(false);
  });

  test.each(["secretme", "regenrative", "Bolini"])(
    "for %s, misspelt, finds what is spelt much like it, and says so",
    async (words) => {
      expect(await find(words)).toMatchObject({ ids: expect.arrayContaining([secretome.id]), approximate: true });
    },
  );

  test.each([
    "",
    "   ",
    "!!!",
    "\0",
    "'; drop table articles; --",
    ":* & | !",
    '"',
    "xyzzyplugh",
    "a".repeat(100_000),
    "the",
  ])("for what finds nothing fails on nothing: %j", async (words) => {
    expect(await find(words)).toMatchObject({ ids: [], total: 0, approximate: false });
  });

  test("keeps to a journal, and turns pages", async () => {
    expect((await find("secretome", { issn: "1234-5679" })).total).toBe(0);
    for (let i = 0; i < FOUND_PER_PAGE + 3; i += 1) await anArticle(db, { title: `Pages turned ${i}` });
    const first = await find("turned pages");
    const second = await find("turned pages", { page: 2 });
    expect([first.total, first.ids.length, second.ids.length]).toEqual([FOUND_PER_PAGE + 3, FOUND_PER_PAGE, 3]);
    expect(new Set([...first.ids, ...second.ids]).size).toBe(FOUND_PER_PAGE + 3);
    expect((await find("turned pages", { page: 3 })).ids).toEqual([]);
  });

  test("uses its indexes among a hundred thousand", async () => {
    const sql = db.$client;
    await sql`
      insert into articles (journal_id, doi, title, volume, issue, first_page, year, search, search_text)
      select (select min(id) from journals), '10.5555/many.' || n, t, '9', '9', n::text, 2020, to_tsvector('english', t), t
      from (select n, 'word' || n % 5000 || ' common' as t from generate_series(1, 100000) n) a`;
    await sql`analyze articles`;
    expect((await find("word4711")).total).toBe(20);
    const plan = async (condition: string) =>
      (await sql.unsafe(`explain select id from articles a where ${condition}`))
        .map((line) => line["QUERY PLAN"])
        .join("\n");
    expect(await plan("search @@ websearch_to_tsquery('english', 'word4711')")).toContain("articles_search");
    expect(await plan("'wrod4711' <% search_text")).toContain("articles_search_text");
  });
});
