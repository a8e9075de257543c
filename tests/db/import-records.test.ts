import { mkdtemp, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { articleByDoi } from "@/lib/catalog/articles";
import { ArticleImportError, type ImportedArticle } from "@/lib/catalog/import/candidate";
import { candidatesOf } from "@/lib/catalog/import/source";
import { takeArticle } from "@/lib/catalog/import/take";
import { testDatabase } from "../fixtures/database";
import { testFront } from "../fixtures/front";

const { db } = await testDatabase();
const { dataDir } = await testFront(db);

/** Takes in what a file of records states; a fault is its words. */
async function take(content: string | object, files: Record<string, string> = {}, dryRun = false) {
  const folder = await mkdtemp(path.join(dataDir, "given-"));
  const record = path.join(folder, "records");
  await writeFile(record, typeof content === "string" ? content : JSON.stringify(content));
  for (const [name, held] of Object.entries(files)) await writeFile(path.join(folder, name), held);
  const taken: (ImportedArticle | string)[] = [];
  for await (const candidate of candidatesOf(record)) {
    if ("fault" in candidate) taken.push(`${candidate.where}: ${candidate.fault}`);
    else
      taken.push(
        await takeArticle(db, dataDir, candidate, { dryRun }).catch((wrong) => {
          if (wrong instanceof ArticleImportError) return `${candidate.where}: ${wrong.message}`;
          throw wrong;
        }),
      );
  }
  return taken;
}

const WORK = {
  DOI: "10.5555/record.1",
  title: ["A work on record"],
  "container-title": ["Journal of Records"],
  ISSN: ["2049-3630"],
  volume: "7",
  issue: "2",
  page: "11-19",
  issued: { "date-parts": [[2024, 2, 29]] },
  author: [{ given: "Given", family: "Family" }],
};

test.each([
  ["a volume", "volume", "9".repeat(51), "volume: has 51 characters, and may have 50"],
  ["a title", "title", "t".repeat(2_001), "title: has 2001 characters, and may have 2000"],
  ["a keyword", "keywords", `a; ${"k".repeat(501)}`, "keywords: has 501 characters, and may have 500"],
  ["an abstract", "abstract", "a".repeat(100_001), "abstract: has 100001 characters, and may have 100000"],
  ["a year", "year", "0999", "year: 999 is no year of an article"],
  ["a day", "published", "0000-01-01", "published: 0000-01-01 is no day of an article"],
  ["a place among affiliations", "authors", "Family [7]", "authors: Family is of affiliation 7, and there are 0"],
  [
    "a place beyond all numbers",
    "authors",
    "Family [99999]",
    "authors: Family is of affiliation 99999, and there are 0",
  ],
])("%s that no article has is told by its field, and the next line goes in", async (_, column, cell, fault) => {
  const facts = { title: "T", volume: "900", first_page: "1", year: "2020", journal: "J", [column]: cell };
  const line = (doi: string, page: string, said: Record<string, string>) =>
    `${doi},2049-3630,${["title", "volume", "year", "journal", "keywords", "abstract", "published", "authors"].map((name) => said[name] ?? "").join(",")},${page}`;
  const csv = [
    "doi,issn,title,volume,year,journal,keywords,abstract,published,authors,first_page",
    line("10.5555/limit.1", "1", facts),
    line("10.5555/limit.2", "2", { ...facts, [column]: "", title: "T", volume: "900", year: "2020" }),
  ].join("\n");
  const [first, second] = await take(csv, {}, true);
  expect(first).toBe(`line 2: ${fault}`);
  expect(second).toMatchObject({ outcome: "added" });
});

test("a record with a character that is none is told by its field", async () => {
  const work = { ...WORK, DOI: "10.5555/zero", title: ["A \0 title"], page: "77" };
  expect(await take(work)).toEqual(["the work: title: holds a character that is none"]);
});

describe("records that state only some of an article", () => {
  test("make it with its journal, and the same again changes nothing", async () => {
    expect(await take(WORK, {}, true)).toMatchObject([{ outcome: "added" }]);
    expect(await articleByDoi(db, WORK.DOI)).toBeUndefined();
    expect(await take(WORK)).toMatchObject([{ outcome: "added", title: "A work on record" }]);
    expect(await take(WORK)).toMatchObject([{ outcome: "unchanged", changes: [] }]);
    expect(await articleByDoi(db, WORK.DOI)).toMatchObject({
      journal: { issn: "2049-3630", title: "Journal of Records", publisher: "Journal of Records" },
      published: "2024-02-29",
      accessType: "Controlled",
    });
  });

  test("leave what they do not state as it is", async () => {
    const csv =
      "doi,issn,special_issue,keywords,access,published\n10.5555/record.1,2049-3630,Records of Spring,a; b,Open,2024-02-28";
    expect(await take(csv, { "record.1.pdf": "%PDF-1.7" })).toMatchObject([
      {
        outcome: "changed",
        changes: [
          { field: "published", before: "2024-02-29", after: "2024-02-28" },
          { field: "specialIssue", before: "", after: "Records of Spring" },
          { field: "keywords", before: "", after: "a; b" },
          { field: "access", before: "Controlled since 1900-01-01", after: "Open since 2024-02-28" },
          { field: "pdf", before: "none", after: "8 bytes" },
        ],
      },
    ]);
    expect(await take(WORK)).toMatchObject([{ outcome: "changed", changes: [{ field: "published" }] }]);
    expect(await articleByDoi(db, WORK.DOI)).toMatchObject({
      title: "A work on record",
      authors: [{ family: "Family" }],
      keywords: ["a", "b"],
      specialIssue: { title: "Records of Spring" },
      accessType: "Open",
      files: [{ kind: "pdf", name: "record.1.pdf" }],
    });
  });

  test("may mark their titles, and marks on record go with the words they are of", async () => {
    const line = (title: string) =>
      `doi,issn,title,volume,issue,first_page,year\n10.5555/marks,2049-3630,${title},9,2,77,2024`;
    await take(line("On <i>Homo sapiens</i>"));
    expect(await articleByDoi(db, "10.5555/marks")).toMatchObject({
      title: "On Homo sapiens",
      titleMarkup: "On <i>Homo sapiens</i>",
    });
    expect(await take(line("On Homo sapiens"))).toMatchObject([{ outcome: "unchanged" }]);
    await take(line("On people & others"));
    expect(await articleByDoi(db, "10.5555/marks")).toMatchObject({ title: "On people & others", titleMarkup: null });
  });

  test("are refused one by one for what a citation cannot do without", async () => {
    const taken = await take(`doi,issn,title,volume,issue,first_page,year
10.5555/r.2,2049-3630,No volume,,2,1,2024
10.5555/r.3,1234-5679,No journal,1,2,1,2024
10.5555/r.4,2049-3630,At a place that is taken,7,2,11,2024
10.5555/r.5,2049-3630,A good one,9,2,5,2024`);
    expect(taken).toMatchObject([
      "line 2: has no volume",
      "line 3: journal 1234-5679 is not on record, and its title is not said",
      "line 4: stands at 2049-3630/7/2/11, where 10.5555/record.1 is already",
      { outcome: "added", doi: "10.5555/r.5" },
    ]);
  });
});
