import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Author } from "@/lib/catalog/article";
import { candidateOfFields } from "@/lib/catalog/draft/candidate";
import { emptyFields, type Field, type Fields } from "@/lib/catalog/draft/fields";
import { parseAuthor, writtenAuthor } from "@/lib/catalog/import/written-author";
import { isOrcid } from "@/lib/catalog/orcid";

const ISSN = "2077-0383";
const FILLED: Fields = {
  ...emptyFields("2026-01-05"),
  doi: "https://doi.org/10.5555/Form.1",
  title: "On <i>Homo sapiens</i> & others",
  authors: 'Family, Given [1,2] (0000-0002-1825-0097) *\nSingle\n"A Group, of Two (AGT)" [2]',
  affiliations: "First Institute\nSecond Institute",
  volume: "12",
  firstPage: "e7",
  published: "2026-01-05",
  keywords: "one; two\none",
  licence: "https://creativecommons.org/licenses/by/4.0/",
  relations: "corrects 10.5555/other",
};
const filled = (changes: Partial<Fields> = {}) => candidateOfFields({ ...FILLED, ...changes }, ISSN);
const article = (changes: Partial<Fields> = {}) => {
  const made = filled(changes);
  if ("faults" in made) throw new Error(JSON.stringify(made.faults));
  return made.candidate;
};

describe("what is typed", () => {
  test("states an article", () => {
    expect(article()).toEqual({
      where: "",
      journal: { issn: ISSN },
      whole: false,
      files: [],
      missing: [],
      cleared: ["type", "lastPage", "received", "revised", "accepted", "specialIssue", "abstract"],
      article: {
        doi: "10.5555/form.1",
        title: "On Homo sapiens & others",
        titleMarkup: "On <i>Homo sapiens</i> &amp; others",
        authors: [
          {
            family: "Family",
            given: "Given",
            orcid: "0000-0002-1825-0097",
            corresponding: true,
            affiliations: [1, 2],
            email: null,
          },
          { family: "Single", given: null, orcid: null, corresponding: false, affiliations: [], email: null },
          {
            ...{ family: "A Group, of Two (AGT)", given: null, orcid: null, corresponding: false, affiliations: [2] },
            email: null,
          },
        ],
        affiliations: ["First Institute", "Second Institute"],
        volume: "12",
        issue: "1",
        firstPage: "e7",
        year: 2026,
        published: "2026-01-05",
        keywords: ["one", "two"],
        license: "CC BY 4.0",
        licenseUrl: "https://creativecommons.org/licenses/by/4.0/",
        accessTypes: [{ since: "2026-01-05", accessType: "Open" }],
        relations: [{ kind: "corrects", doi: "10.5555/other" }],
      },
    });
  });

  test("a title without marks has no markup, and a licence without an address keeps its name", () => {
    const made = article({ title: " A < B &  C ", licence: "All rights reserved" });
    expect(made.article).toMatchObject({ title: "A < B & C", license: "All rights reserved" });
    expect(made.cleared).toEqual(expect.arrayContaining(["titleMarkup", "licenseUrl"]));
  });

  test.each<[Field, string, RegExp]>([
    ["doi", "", /DOI is missing/],
    ["doi", "jcm2040302", /must be a DOI like/],
    ["title", " ", /title is missing/],
    ["title", "a\u0007b", /characters that no text has/],
    ["volume", "", /volume is missing/],
    ["volume", "..", /may not be dots/],
    ["firstPage", "", /first page, or the article’s number, is missing/],
    ["year", "26", /“26” is no year/],
    ["published", "2026-02-30", /“2026-02-30” is no day/],
    ["authors", "Family, Given [3]", /line 1: there is no affiliation 3; there are 2/],
    ["authors", "Good, One\nBad (x", /line 2: “Bad \(x” is not written like/],
    ["authors", "Family, Given (0000-0002-1825-0098)", /check digit/],
    ["access", "", /Who may read it is missing/],
    ["access", "Free since yesterday", /not written like/],
    ["relations", "follows 10.5555/x", /the words are corrects, retracts/],
    ["relations", "corrects 10.5555/FORM.1", /not stand in relation to itself/],
    ["abstract", "x".repeat(50_001), /has 50001 characters/],
  ])("%s %j is at fault", (field, value, message) => {
    const made = filled({ [field]: value });
    expect("faults" in made && made.faults).toEqual({ [field]: expect.stringMatching(message) });
  });

  test("all faults are told at once", () => {
    const made = filled({ doi: "x", volume: "", received: "soon" });
    expect("faults" in made && Object.keys(made.faults).sort()).toEqual(["doi", "received", "volume"]);
  });

  test("nothing that is typed throws", () => {
    fc.assert(
      fc.property(fc.record(Object.fromEntries(Object.keys(FILLED).map((field) => [field, fc.string()]))), (fields) => {
        const made = candidateOfFields(fields as Fields, ISSN);
        return "faults" in made || "candidate" in made;
      }),
    );
  });
});

const name = fc
  .string({ minLength: 1, maxLength: 20, unit: fc.constantFrom(..."ab Zé,()[]*\"'-.") })
  .map((text) => text.trim())
  .filter((text) => text !== "");
const author: fc.Arbitrary<Author> = fc.record({
  family: name,
  given: fc.option(name),
  orcid: fc.constantFrom(null, "0000-0002-1825-0097"),
  corresponding: fc.boolean(),
  affiliations: fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 4 }),
});

test("an author is read as it was written, whatever the name holds", () => {
  fc.assert(
    fc.property(author, (one) => {
      expect(parseAuthor(writtenAuthor(one))).toEqual(one);
    }),
  );
});

test.each([
  ["0000-0002-1825-0097", true],
  ["0000-0002-1694-233X", true],
  ["0000-0002-1825-0098", false],
  ["0000-0002-1694-2331", false],
  ["0000000218250097", false],
])("ORCID %s: %s", (text, is) => {
  expect(isOrcid(text)).toBe(is);
});
