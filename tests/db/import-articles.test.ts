import { readFileSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { articleByDoi } from "@/lib/catalog/articles";
import { fullTextOf } from "@/lib/catalog/full-text";
import { candidateOfJats } from "@/lib/catalog/import/jats";
import { takeArticle } from "@/lib/catalog/import/take";
import { upsertArticle } from "@/lib/catalog/sql/entries";
import { anArticle, articleEntry } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";
import { BROWSER, testFront } from "../fixtures/front";

const { db } = await testDatabase();
const { site, dataDir } = await testFront(db);
const complete = readFileSync(path.join(import.meta.dirname, "../fixtures/jats/complete.xml"), "utf8");
const DOI = "10.5555/complete.1";
/** Takes in a JATS file that stands in a folder of its own, with files beside it. */
async function take(
  xml: string,
  { beside = {}, dryRun = false }: { beside?: Record<string, string | Uint8Array>; dryRun?: boolean } = {},
) {
  const folder = await mkdtemp(path.join(dataDir, "given-"));
  for (const [name, content] of Object.entries({ "it.xml": xml, ...beside }))
    await writeFile(path.join(folder, name), content);
  return takeArticle(db, dataDir, await candidateOfJats(path.join(folder, "it.xml")), { dryRun });
}

describe("an article from its JATS file", () => {
  test("is looked at without anything being written", async () => {
    expect(await take(complete, { dryRun: true })).toMatchObject({ doi: DOI, outcome: "added", changes: [] });
    expect(await articleByDoi(db, DOI)).toBeUndefined();
  });

  test("goes in with its journal and files, and again without any change", async () => {
    expect((await take(complete, { beside: { "it.pdf": "%PDF-1.7 x" } })).outcome).toBe("added");
    const article = await articleByDoi(db, DOI);
    expect(article).toMatchObject({
      title: "On Homo sapiens and H2O",
      journal: { issn: "2049-3630", abbreviation: "J. Compl. Tests" },
      accessType: "Open",
      authors: [{ family: "van der Berg Jr", corresponding: true, affiliations: [1, 2] }, { family: "The Consortium" }],
    });
    expect(article?.files.map(({ kind }) => kind)).toEqual(["pdf", "xml"]);
    expect(await take(complete, { beside: { "it.pdf": "%PDF-1.7 x" } })).toMatchObject({
      outcome: "unchanged",
      changes: [],
    });
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
    await expect(take(complete, { beside: { "it.pdf": "MZ\u0090 a program" } })).rejects.toThrow(
      "the PDF beside it is none",
    );
    await expect(take("<article/>")).rejects.toThrow("has no front matter");
  });
});

/** One pixel, wide as it says. */
const png = (width = 1, height = 1) => {
  const head = Buffer.from("89504e470d0a1a0a0000000d494844520000000000000000080600000000000000", "hex");
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
};

describe("figures and supplements that a JATS file names", () => {
  const FILES = {
    "complete-g1.png": png(640, 480),
    "complete.1.s001.csv": "a,b\n",
    "other.png": png(),
    "it.exe": "MZ",
  };
  const names = async () =>
    (await articleByDoi(db, DOI))?.files.map(({ kind, name, width, height }) => [kind, name, width, height]);

  test("come from the folder, and nothing else does", async () => {
    const taken = await take(complete, { beside: FILES });
    expect(taken.changes).toEqual([
      { field: "figure complete-g1.png", before: "none", after: "33 bytes" },
      { field: "supplement complete.1.s001.csv", before: "none", after: "4 bytes" },
    ]);
    expect(taken.missing).toEqual([]);
    expect(await names()).toEqual([
      ["figure", "complete-g1.png", 640, 480],
      ["pdf", "complete.1.pdf", null, null],
      ["supplement", "complete.1.s001.csv", null, null],
      ["xml", "complete.1.xml", null, null],
    ]);
    expect(await take(complete, { beside: FILES })).toMatchObject({ outcome: "unchanged", changes: [] });
  });

  test("stay when they are not at hand again, and say so; one that differs is put in place", async () => {
    const without = await take(complete);
    expect(without).toMatchObject({
      outcome: "unchanged",
      missing: ["complete-g1.tif", "info:doi/10.5555/complete.1.s001"],
    });
    const larger = await take(complete, { beside: { ...FILES, "complete-g1.png": png(1280, 960) } });
    expect(larger.changes).toEqual([{ field: "figure complete-g1.png", before: "33 bytes", after: "33 bytes" }]);
    expect((await names())?.[0]).toEqual(["figure", "complete-g1.png", 1280, 960]);
  });

  test("are taken away when the text names them no more", async () => {
    const fewer = complete.replace(/<supplementary-material.*?<\/supplementary-material>/s, "");
    const taken = await take(fewer, { beside: FILES });
    expect(taken.changes.map(({ field }) => field)).toContain("supplement complete.1.s001.csv");
    expect((await names())?.some(([kind]) => kind === "supplement")).toBe(false);
    await take(complete, { beside: FILES });
  });

  test.each([
    ["a picture that is none", { "complete-g1.png": "no picture" }, "complete-g1.png is no picture"],
    ["nothing", { "complete-g1.png": "" }, "complete-g1.png is empty"],
    ["a program", { "complete.1.s001.exe": "MZ" }, "complete.1.s001.exe is a program"],
  ])("are refused when they are %s", async (_, beside, fault) => {
    await expect(take(complete, { beside })).rejects.toThrow(fault);
  });

  test("never come from outside the folder, whatever the text names", async () => {
    const hostile = complete
      .replace("complete-g1.tif", "../../../../etc/hostname")
      .replaceAll("Complete.1", "Hostile.1");
    const elsewhere = hostile.replace("<fpage>101</fpage>", "<fpage>666</fpage>");
    expect((await take(elsewhere)).missing).toContain("../../../../etc/hostname");
  });
});

describe("an attached file", () => {
  const at = "/2049-3630/12/3/101";
  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${site}${at}/${path}`, { headers: { "user-agent": BROWSER, ...headers } });
  const recorded = async () =>
    (await db.$client<{ action: string }[]>`select action from usage_events where action in ('g', 's')`).map(
      ({ action }) => action,
    );

  test("that a page shows is part of the page; opened by itself it is looked at", async () => {
    const [figure] = (await articleByDoi(db, DOI))?.files ?? [];
    const shown = await ask(`figures/complete-g1.png?shown=${figure?.sha256.slice(0, 16)}`);
    expect(shown.status).toBe(200);
    expect(shown.headers.get("cache-control")).toContain("immutable");
    expect(shown.headers.get("content-type")).toBe("image/png");
    const old = await ask("figures/complete-g1.png?shown=0000");
    expect(old.headers.get("cache-control")).toBe("no-cache");
    await ask("figures/complete-g1.png", { "sec-fetch-dest": "image", "sec-fetch-site": "same-origin" });
    expect(await recorded()).toEqual([]);
    const opened = await ask("figures/complete-g1.png");
    expect(opened.headers.get("content-disposition")).toBe('inline; filename="complete-g1.png"');
    expect(await recorded()).toEqual(["g"]);
  });

  test("that supplements the article is saved, and nothing of it runs in our name", async () => {
    const data = await ask("supplements/complete.1.s001.csv");
    expect(data.headers.get("content-disposition")).toBe('attachment; filename="complete.1.s001.csv"');
    expect(data.headers.get("content-security-policy")).toContain("sandbox");
    expect(await data.text()).toBe("a,b\n");
    expect(await recorded()).toEqual(["g", "s"]);
    // Nothing listens behind the front here: what it has no file for it passes on.
    expect((await ask("supplements/..%2F..%2Fsecret")).status).toBe(503);
    expect((await ask("figures/complete.1.s001.csv")).status).toBe(503);
  });
});

test("the XML is a file like the PDF: served, recorded, and nothing of it runs in our name", async () => {
  const response = await fetch(`${site}/2049-3630/12/3/101/xml`, { headers: { "user-agent": BROWSER } });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/xml");
  expect(response.headers.get("content-security-policy")).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  );
  expect(await response.text()).toBe(complete);
  const [event] = await db.$client`select action from usage_events order by at desc limit 1`;
  expect(event).toEqual({ action: "x" });
  const { doi } = await anArticle(db, { firstPage: "77" });
  expect(doi).toBeTruthy();
  expect((await fetch(`${site}/2077-0383/1/1/77/xml`, { headers: { "user-agent": BROWSER } })).status).toBe(503);
});
