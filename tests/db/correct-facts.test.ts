import { describe, expect, test } from "vitest";
import type { Article } from "@/lib/catalog/article";
import { articleByDoi } from "@/lib/catalog/articles";
import { CITATION_STYLES, plainText } from "@/lib/catalog/citation/styles";
import { correctJournal } from "@/lib/catalog/correct-journal";
import { correctSpecialIssue } from "@/lib/catalog/correct-special-issue";
import { takeArticle } from "@/lib/catalog/import/take";
import { upsertJournal } from "@/lib/catalog/sql/journals";
import { specialIssueFacts } from "@/lib/catalog/sql/special-issues";
import { annotationRows } from "@/lib/usage/sql/annotations";
import { anArticle, journalEntry } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();
const ISSN = "2077-0383";
const { doi } = await anArticle(db, { firstPage: "1", specialIssue: "Cels and Tissues" });
await upsertJournal(db, journalEntry({ issn: "2049-3630", printIssn: "1234-5679", title: "Another Journal" }));

async function article(): Promise<Article> {
  const found = await articleByDoi(db, doi);
  if (!found) throw new Error("there is no such article");
  return found;
}

/** What a table of articles says of the one there is. */
const takeStated = (stated: object, dryRun = false) =>
  takeArticle(
    db,
    "/nowhere",
    { where: "line 2", journal: { issn: ISSN }, article: { doi, ...stated }, whole: false, files: [], missing: [] },
    { dryRun },
  );

describe("facts of a journal", () => {
  test("are put right by what is stated, and articles and citations have them at once", async () => {
    expect(
      await correctJournal(db, ISSN, { title: "  Journal of  Better Tests ", abbreviation: "J. Bett. Tests" }),
    ).toMatchObject({
      kind: "corrected",
      facts: { title: "Journal of Better Tests", publisher: "Test Press" },
      changes: [
        { field: "title", before: "Journal of Tests", after: "Journal of Better Tests" },
        { field: "abbreviation", before: "J. Tests", after: "J. Bett. Tests" },
      ],
    });
    expect((await article()).journal).toMatchObject({
      title: "Journal of Better Tests",
      abbreviation: "J. Bett. Tests",
    });
    const [style] = CITATION_STYLES;
    expect(style && plainText(style.cite(await article()))).toContain("J. Bett. Tests");
    expect(await correctJournal(db, ISSN, { title: "Journal of Better Tests" })).toMatchObject({ changes: [] });
  });

  test("like the print ISSN can be taken away again", async () => {
    expect(await correctJournal(db, ISSN, { printIssn: "1050-124x" })).toMatchObject({
      facts: { printIssn: "1050-124X" },
    });
    expect(await correctJournal(db, ISSN, { printIssn: "" })).toMatchObject({ facts: { printIssn: null } });
  });

  test.each([
    [{ printIssn: "1234-5678" }, "printIssn", "is no ISSN"],
    [{ printIssn: ISSN }, "printIssn", "is its online ISSN"],
    [{ printIssn: "1234-5679" }, "printIssn", "is an ISSN of Another Journal"],
    [{ printIssn: "2049-3630" }, "printIssn", "is an ISSN of Another Journal"],
    [{ title: " " }, "title", "must not be empty"],
    [{ publisher: "a\u202eb" }, "publisher", "holds characters that no name may"],
    [{ abbreviation: "a".repeat(501) }, "abbreviation", "may have 500 characters"],
  ])("that cannot be (%#) are named and change nothing", async (stated, field, fault) => {
    const before = (await article()).journal;
    expect(await correctJournal(db, ISSN, { publisher: "Other Press", ...stated })).toEqual({
      kind: "invalid",
      faults: [{ field, fault }],
    });
    expect((await article()).journal).toEqual(before);
  });

  test("of one that is not there are not made", async () => {
    expect(await correctJournal(db, "1932-6203", { title: "T" })).toEqual({ kind: "unknown" });
  });
});

describe("facts of a special issue", () => {
  test("are put right, its address stays, and its articles have them at once", async () => {
    const corrected = await correctSpecialIssue(db, ISSN, "cels-and-tissues", {
      title: "Cells and Tissues",
      closed: "2014-03-31",
    });
    expect(corrected).toEqual({
      kind: "corrected",
      facts: { issn: ISSN, slug: "cels-and-tissues", title: "Cells and Tissues", closed: "2014-03-31" },
      changes: [
        { field: "title", before: "Cels and Tissues", after: "Cells and Tissues" },
        { field: "closed", before: "", after: "2014-03-31" },
      ],
    });
    expect((await article()).specialIssue).toMatchObject({ slug: "cels-and-tissues", title: "Cells and Tissues" });
    expect(await annotationRows(db, (await article()).id, "2014-03-31", "2014-03-31")).toMatchObject([
      { kind: "special issue closed", title: "Cells and Tissues" },
    ]);
  });

  test("are found by the title of before as well, so that an import again changes nothing", async () => {
    for (const title of ["Cels and Tissues", "Cells and Tissues", "cels and tissues"])
      expect(await takeStated({ specialIssue: title })).toMatchObject({ outcome: "unchanged" });
    expect(await specialIssueFacts(db, ISSN)).toMatchObject([{ title: "Cells and Tissues", articles: 1 }]);
  });

  test("like the day it closed are stated by a table of articles, once", async () => {
    const stated = { specialIssue: "Cells and Tissues", specialIssueClosed: "2014-06-30" };
    const changes = [{ field: "specialIssueClosed", before: "2014-03-31", after: "2014-06-30" }];
    expect(await takeStated(stated, true)).toMatchObject({ outcome: "changed", changes });
    expect(await takeStated(stated)).toMatchObject({ outcome: "changed", changes });
    expect(await takeStated(stated)).toMatchObject({ outcome: "unchanged" });
    // An article that says nothing of it leaves the day, also where it comes to another special issue.
    await takeStated({ title: "Another title" });
    await takeStated({ specialIssue: "A New One" });
    expect((await specialIssueFacts(db, ISSN)).map(({ title, closed }) => [title, closed])).toEqual([
      ["A New One", null],
      ["Cells and Tissues", "2014-06-30"],
    ]);
    const other = await anArticle(db, { firstPage: "2" });
    await expect(takeStated({ doi: other.doi, specialIssueClosed: "2014-06-30" })).rejects.toThrow(
      "in no special issue",
    );
  });

  test("whose titles an address cannot hold are not taken for each other", async () => {
    await anArticle(db, { firstPage: "3", specialIssue: "干细胞" });
    await anArticle(db, { firstPage: "4", specialIssue: "组织" });
    await anArticle(db, { firstPage: "5", specialIssue: "干细胞" });
    const made = (await specialIssueFacts(db, ISSN)).filter(({ slug }) => slug.startsWith("untitled"));
    expect(made.map(({ slug, title, articles }) => [slug, title, articles]).sort()).toEqual([
      ["untitled", "干细胞", 2],
      ["untitled-2", "组织", 1],
    ]);
  });

  test.each([
    [{ closed: "31.3.2014" }, "closed", "must be a day like 2026-01-05"],
    [{ closed: "2014-02-30" }, "closed", "must be a day like 2026-01-05"],
    [{ title: "" }, "title", "must not be empty"],
    [{ title: "A New One" }, "title", "is that of a-new-one"],
    [{ title: "a new one!" }, "title", "is that of a-new-one"],
  ])("that cannot be (%#) are named and change nothing", async (stated, field, fault) => {
    expect(await correctSpecialIssue(db, ISSN, "Cells and Tissues", stated)).toEqual({
      kind: "invalid",
      faults: [{ field, fault }],
    });
  });

  test("of one that is not there are not made", async () => {
    expect(await correctSpecialIssue(db, ISSN, "nothing", { title: "T" })).toEqual({ kind: "unknown" });
  });
});
