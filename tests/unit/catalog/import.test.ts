import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Candidate, SourceFault } from "@/lib/catalog/import/candidate";
import { CSV_TEMPLATE } from "@/lib/catalog/import/csv";
import { candidatesOf } from "@/lib/catalog/import/source";
import { fileMeant } from "@/lib/catalog/jats/named-files";
import { nameFault } from "@/lib/catalog/media-type";

const folder = mkdtempSync(path.join(os.tmpdir(), "footfall-import-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const read = async (name: string, content: string | Uint8Array) => {
  writeFileSync(path.join(folder, name), content);
  return all(path.join(folder, name));
};
async function all(file: string) {
  const found: (Candidate | SourceFault)[] = [];
  for await (const one of candidatesOf(file)) found.push(one);
  return found;
}

const WORK = {
  DOI: "10.5555/Crossref.1",
  type: "journal-article",
  title: ["On <i>Homo sapiens</i> &amp; H<sub>2</sub>O"],
  "container-title": ["Journal of Records &amp; Works"],
  "short-container-title": ["J. Rec."],
  publisher: "Record Press",
  ISSN: ["1234-5679", "2049-3630"],
  "issn-type": [
    { type: "print", value: "1234-5679" },
    { type: "electronic", value: "2049-3630" },
  ],
  volume: "7",
  issue: "2",
  page: "11-19",
  "published-print": { "date-parts": [[2024, 3]] },
  "published-online": { "date-parts": [[2024, 2, 29]] },
  issued: { "date-parts": [[2024, 2, 29]] },
  abstract:
    "<jats:title>Abstract</jats:title><jats:sec><jats:title>Aim</jats:title><jats:p>To <jats:italic>see</jats:italic>.</jats:p></jats:sec>",
  license: [
    { URL: "https://www.elsevier.com/tdm/userlicense/1.0/", "content-version": "tdm" },
    { URL: "https://creativecommons.org/licenses/by/4.0/legalcode", "content-version": "vor" },
  ],
  author: [
    {
      given: "Jan",
      family: "van der Berg",
      ORCID: "http://orcid.org/0000-0002-1825-0097",
      affiliation: [{ name: "First Institute" }],
    },
    { name: "The Consortium", affiliation: [{ name: "Second Institute" }, { name: "First Institute" }] },
    { given: "Mononym" },
    {},
  ],
  "update-to": [{ DOI: "10.5555/Old", type: "retraction" }],
};

describe("a work of Crossref", () => {
  test("states what its record says, and no more", async () => {
    const [candidate] = await read("work.json", JSON.stringify({ status: "ok", message: WORK }));
    expect(candidate).toEqual({
      where: "the work",
      journal: {
        issn: "2049-3630",
        printIssn: "1234-5679",
        title: "Journal of Records & Works",
        abbreviation: "J. Rec.",
        publisher: "Record Press",
      },
      article: {
        doi: "10.5555/crossref.1",
        title: "On Homo sapiens & H2O",
        titleMarkup: "On <i>Homo sapiens</i> &amp; H<sub>2</sub>O",
        volume: "7",
        issue: "2",
        firstPage: "11",
        lastPage: "19",
        year: 2024,
        published: "2024-02-29",
        abstract: "Aim: To see.",
        authors: [
          {
            given: "Jan",
            family: "van der Berg",
            orcid: "0000-0002-1825-0097",
            corresponding: false,
            affiliations: [1],
          },
          { given: null, family: "The Consortium", orcid: null, corresponding: false, affiliations: [2, 1] },
          { given: null, family: "Mononym", orcid: null, corresponding: false, affiliations: [] },
        ],
        affiliations: ["First Institute", "Second Institute"],
        license: "CC BY 4.0",
        licenseUrl: "https://creativecommons.org/licenses/by/4.0/legalcode",
        relations: [{ kind: "retracts", doi: "10.5555/old" }],
      },
      whole: false,
      files: [],
      missing: [],
    });
  });

  test("of a page of them that is at fault is told by its place, and stops none of the others", async () => {
    const bare = { DOI: "10.5555/bare", ISSN: ["2049-3630"], "article-number": "e7", title: ["p < 0.05 &amp; more"] };
    const items = [
      { ...WORK, title: "no list" },
      { DOI: "none" },
      { ...WORK, ISSN: [], "issn-type": [] },
      { ...WORK, type: "book" },
      bare,
      7,
    ];
    const found = await read("page.json", JSON.stringify({ message: { items } }));
    expect(found.slice(0, 4)).toEqual([
      { where: "work 1", fault: expect.stringMatching(/^title: /) },
      { where: "work 2 (none)", fault: "its DOI is none" },
      { where: "work 3 (10.5555/Crossref.1)", fault: "has no ISSN" },
      { where: "work 4 (10.5555/Crossref.1)", fault: "is a book and no journal article" },
    ]);
    expect(found[4]).toMatchObject({ article: { doi: "10.5555/bare", title: "p < 0.05 & more", firstPage: "e7" } });
    expect(found[5]).toEqual({ where: "work 6", fault: expect.any(String) });
  });

  test.each([
    ["is cut off", '{"message": {"DOI": "10.5', /^is no JSON/],
    ["holds something else", '{"hello": "world"}', /^holds no work/],
    ["is not in UTF-8", Buffer.from('{"DOI": "10.5555/\xff"}', "latin1"), /^is no JSON/],
  ])("in a file that %s is none", async (_, content, fault) => {
    expect(await read("bad.json", content)).toEqual([{ where: "", fault: expect.stringMatching(fault) }]);
  });
});

describe("a CSV file", () => {
  test("like the template states its article and finds its files", async () => {
    writeFileSync(path.join(folder, "example-1.pdf"), "%PDF-1.7");
    const [candidate, ...more] = await read("template.csv", CSV_TEMPLATE);
    expect(more).toEqual([]);
    expect(candidate).toEqual({
      where: "line 2",
      journal: {
        issn: "2049-3630",
        printIssn: "1234-5679",
        title: "Journal of Examples",
        abbreviation: "J. Examples",
        publisher: "Example Press",
      },
      article: {
        doi: "10.5555/example.1",
        title: "An example of an article",
        type: "Article",
        articleVersion: "VoR",
        volume: "12",
        issue: "3",
        firstPage: "101",
        lastPage: "109",
        year: 2026,
        received: "2025-11-03",
        revised: "2025-12-15",
        accepted: "2026-01-02",
        published: "2026-01-05",
        authors: [
          { given: "Given", family: "Family", orcid: "0000-0002-1825-0097", corresponding: true, affiliations: [1, 2] },
          { given: null, family: "A Consortium", orcid: null, corresponding: false, affiliations: [2] },
        ],
        affiliations: ["First Institute", "Second Institute"],
        abstract: "What it is about.",
        keywords: ["first keyword", "second keyword"],
        license: "CC BY 4.0",
        licenseUrl: "https://creativecommons.org/licenses/by/4.0/",
        accessTypes: [{ since: "2026-01-05", accessType: "Open" }],
      },
      whole: false,
      files: [{ kind: "pdf", name: "example-1.pdf", path: path.join(folder, "example-1.pdf") }],
      missing: ["data.csv", "film.mp4"],
    });
  });

  test("states nothing by an empty cell, takes columns in any order, and quoted lines", async () => {
    const csv =
      '\ufeffISSN,Title,DOI,Print ISSN\r\n2049-3630,"Two\nlines, ""quoted""",10.5555/a,\r\n2049-3630,,10.5555/b,\r\n';
    const [first, second] = await read("order.csv", csv);
    expect(first).toMatchObject({
      article: { doi: "10.5555/a", title: 'Two\nlines, "quoted"' },
      journal: { issn: "2049-3630" },
    });
    expect(second).toMatchObject({ where: "line 4", article: { doi: "10.5555/b" }, journal: { issn: "2049-3630" } });
    expect(second).not.toHaveProperty("article.title");
  });

  test.each([
    ["doi,issn\n10.5555/a,2049-3631", "line 2", "issn: is no ISSN"],
    ["doi,issn\nnothing,2049-3630", "line 2", "doi: must be a DOI like 10.3390/jcm2040302"],
    ["doi,issn\n,2049-3630", "line 2", "doi: is missing"],
    ["doi,issn,published\n10.5555/a,2049-3630,2026-02-30", "line 2", "published: must be a day like 2026-01-05"],
    ["doi,issn,authors\n10.5555/a,2049-3630,[1]", "line 2", "authors: “[1]” is not written as an author"],
    ["doi,issn,access\n10.5555/a,2049-3630,Free", "line 2", "access: must be one of Controlled, Open, Free_To_Read"],
    ["doi,issn,license_url\n10.5555/a,2049-3630,javascript:alert(1)", "line 2", "license_url: must be an address"],
    [
      "doi,issn,special_issue_closed\n10.5555/a,2049-3630,soon",
      "line 2",
      "special_issue_closed: must be a day like 2026-01-05",
    ],
    [
      "doi,issn,article_version\n10.5555/a,2049-3630,v2",
      "line 2",
      "article_version: must be one of AO, SMUR, AM, P, VoR, CVoR, EVoR",
    ],
    ["doi,title\n10.5555/a,b", "", "line 1: the column issn is missing"],
    ["doi,doi,issn\n10.5555/a,b,c", "", "line 1: the column doi stands there twice"],
  ])("%j is told its fault", async (csv, where, fault) => {
    expect(await read("bad.csv", csv)).toEqual([{ where, fault }]);
  });

  test("with a column that is none of ours, or that is no CSV, is refused with the reason", async () => {
    expect(await read("bad.csv", "doi,issn,constructor\n1,2,3")).toEqual([
      { where: "", fault: expect.stringMatching(/^line 1: “constructor” is no column; they are doi, issn/) },
    ]);
    expect(await read("bad.csv", 'doi,issn\n"10.5555/a,2049-3630\n')).toEqual([
      { where: "", fault: expect.stringMatching(/Quote Not Closed.*line/) },
    ]);
    expect(await all(path.join(folder, "nowhere.csv"))).toEqual([{ where: "", fault: "cannot be read" }]);
  });
});

describe("a file that a text names", () => {
  const files = [
    "journal.pone.1.pdf",
    "journal.pone.1.g001.tif",
    "journal.pone.1.g001.PNG",
    "journal.pone.1.s001.xlsx",
    "fig one.jpg",
  ].map((name) => ({ name }));
  test.each([
    ["info:doi/10.1371/journal.pone.1.g001", "journal.pone.1.g001.PNG"],
    ["journal.pone.1.g001.tif", "journal.pone.1.g001.PNG"],
    ["images/fig%20one.jpg", "fig one.jpg"],
    ["../../fig one", "fig one.jpg"],
    ["info:doi/10.1371/journal.pone.1.s001", "journal.pone.1.s001.xlsx"],
    ["info:doi/10.1371/journal.pone.1.g002", undefined],
    ["", undefined],
    ["%E0%A4%A", undefined],
  ])("%j is %j", (reference, name) => {
    expect(fileMeant(reference, files)?.name).toBe(name);
  });

  test.each(["a.exe", "paper.pdf.EXE", "x/y.png", "a\u202egnp.js", "n".repeat(201)])("is not taken as %j", (name) => {
    expect(nameFault(name)).toBeDefined();
  });
  test.each(["data.csv", "film.mp4", "Größe (1).tif"])("may be %j", (name) => expect(nameFault(name)).toBeUndefined());
});
