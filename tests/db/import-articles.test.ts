import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { importJats } from "@/lib/catalog/article-import";
import { articleByDoi } from "@/lib/catalog/articles";
import { fullTextOf } from "@/lib/catalog/full-text";
import { upsertArticle } from "@/lib/catalog/sql/entries";
import { anArticle, articleEntry } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";
import { BROWSER, testFront } from "../fixtures/front";

const { db } = await testDatabase();
const { site, dataDir } = await testFront(db);
const complete = readFileSync(path.join(import.meta.dirname, "../fixtures/jats/complete.xml"), "utf8");
const DOI = "10.5555/complete.1";
const bytes = (text: string) => Buffer.from(text);
const take = (xml: string, { pdf, dryRun = false }: { pdf?: Uint8Array; dryRun?: boolean } = {}) =>
  importJats(db, dataDir, { xml: bytes(xml), pdf }, { dryRun });

describe("an article from its JATS file", () => {
  test("is looked at without anything being written", async () => {
    expect(await take(complete, { dryRun: true })).toMatchObject({ doi: DOI, outcome: "added", changes: [] });
    expect(await articleByDoi(db, DOI)).toBeUndefined();
  });

  test("goes in with its journal and files, and again without any change", async () => {
    expect((await take(complete, { pdf: bytes("%PDF-1.7 x") })).outcome).toBe("added");
    const article = await articleByDoi(db, DOI);
    expect(article).toMatchObject({
      title: "On Homo sapiens and H2O",
      journal: { issn: "2049-3630", abbreviation: "J. Compl. Tests" },
      accessType: "Open",
      authors: [{ family: "van der Berg Jr", corresponding: true, affiliations: [1, 2] }, { family: "The Consortium" }],
    });
    expect(article?.files.map(({ kind }) => kind)).toEqual(["pdf", "xml"]);
    expect(await take(complete, { pdf: bytes("%PDF-1.7 x") })).toMatchObject({ outcome: "unchanged", changes: [] });
    expect(article && (await fullTextOf(dataDir, article))?.headings.map(({ words }) => words)).toEqual([
      "Introduction",
      "Results",
    ]);
  });

  test("that differs is shown with its difference and replaced, one article still", async () => {
    const changed = complete
      .replace("<kwd>water</kwd>", "<kwd>fire</kwd>")
      .replace("Test Press", "Other Press")
      .replace(
        "<abstract>",
        '<related-article related-article-type="retracted-article" xlink:href="10.5555/Bad"/><abstract>',
      );
    const before = await articleByDoi(db, DOI);
    const look = await take(changed, { dryRun: true });
    expect(look).toMatchObject({
      outcome: "changed",
      changes: [
        { field: "keywords", before: "water; people & things", after: "fire; people & things; water" },
        { field: "relations", before: "", after: "retracts 10.5555/bad" },
        { field: "xml" },
      ],
    });
    expect(await articleByDoi(db, DOI)).toEqual(before);
    expect(await take(changed)).toEqual(look);
    const after = await articleByDoi(db, DOI);
    expect(after?.id).toBe(before?.id);
    expect(after?.keywords).toEqual(["fire", "people & things", "water"]);
    // What is on record of a journal stands, and so does the PDF that came before.
    expect(after?.journal.publisher).toBe("Test Press");
    expect(after?.files.map(({ kind }) => kind)).toEqual(["pdf", "xml"]);
  });

  test("keeps what the catalogue knows and the file does not say", async () => {
    const id = (await articleByDoi(db, DOI))?.journal.id ?? 0;
    await upsertArticle(db, id, {
      ...articleEntry({ doi: DOI, volume: "12", issue: "3", firstPage: "101" }),
      specialIssue: "A Special Issue",
      accessTypes: [
        { since: "2000-01-01", accessType: "Controlled" },
        { since: "2024-03-01", accessType: "Free_To_Read" },
      ],
    });
    await take(complete);
    expect(await articleByDoi(db, DOI)).toMatchObject({
      title: "On Homo sapiens and H2O",
      specialIssue: { slug: "a-special-issue" },
      accessType: "Free_To_Read",
    });
  });

  test("is refused at another article's address, and with a PDF that is none", async () => {
    const other = complete.replaceAll("10.5555/Complete.1", "10.5555/other");
    await expect(take(other)).rejects.toThrow("stands at 2049-3630/12/3/101, where 10.5555/complete.1 is already");
    await expect(take(complete, { pdf: bytes("MZ\u0090 a program") })).rejects.toThrow("the PDF beside it is none");
    await expect(take("<article/>")).rejects.toThrow("has no front matter");
  });
});

test("the XML is a file like the PDF: served, recorded, and nothing of it runs in our name", async () => {
  const response = await fetch(`${site}/2049-3630/12/3/101/xml`, { headers: { "user-agent": BROWSER } });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/xml");
  expect(response.headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
  expect(await response.text()).toBe(complete);
  const [event] = await db.$client`select action from usage_events order by at desc limit 1`;
  expect(event).toEqual({ action: "x" });
  const { doi } = await anArticle(db, { firstPage: "77" });
  expect(doi).toBeTruthy();
  expect((await fetch(`${site}/2077-0383/1/1/77/xml`, { headers: { "user-agent": BROWSER } })).status).toBe(503);
});
