import { describe, expect, test } from "vitest";
import { correspondenceAddress, keepingAddresses, type StatedAuthor } from "@/lib/catalog/correspondence";
import { parseAuthor, writtenAuthor } from "@/lib/catalog/import/written-author";
import { peopleOf } from "@/lib/catalog/jats/people";
import { parseXml } from "@/lib/catalog/jats/xml-tree";

const contrib = (name: string, tie = "", attributes = ""): string => {
  const [given = "", family = ""] = name.split("|");
  return `<contrib contrib-type="author" ${attributes}><name><surname>${family}</surname><given-names>${given}</given-names></name>${tie}</contrib>`;
};
const to = (rid: string, type = "corresp") => `<xref ref-type="${type}" rid="${rid}">*</xref>`;
const meta = (contribs: string, notes: string): string =>
  `<article-meta><contrib-group>${contribs}</contrib-group>${notes}</article-meta>`;
const emails = (xml: string): (string | undefined | null)[] =>
  peopleOf(parseXml(Buffer.from(xml)), "en").authors.map(({ email }) => email);

describe("whose address it is", () => {
  test.each<[manner: string, xml: string, expected: (string | undefined)[]]>([
    [
      "one author, one note",
      meta(
        contrib("A.|One", to("c1")) + contrib("B.|Two"),
        `<author-notes><corresp id="c1">* E-mail: <email>One@Example.org</email></corresp></author-notes>`,
      ),
      ["one@example.org", undefined],
    ],
    [
      "the author's own, in an address",
      meta(
        contrib("A.|One", "<address><email>a@example.org</email></address>", 'corresp="yes"') +
          contrib("B.|Two", "<email>b@example.org</email>", 'corresp="yes"'),
        "",
      ),
      ["a@example.org", "b@example.org"],
    ],
    [
      "one note for several, with initials behind",
      meta(
        contrib("Ranieri|Cancedda", to("c1")) + contrib("Sveva|Bollini", to("c1")) + contrib("C.|Third"),
        `<author-notes><corresp id="c1"><label>*</label>Authors to whom correspondence should be addressed: <email>x@uni.example</email> (S.B.); <email>y@uni.example</email> (R.C.); Tel.: +39-010.</corresp></author-notes>`,
      ),
      ["y@uni.example", "x@uni.example", undefined],
    ],
    [
      "initials without dots",
      meta(
        contrib("P J|Byte", to("c1")) + contrib("Chen|Di", to("c1")),
        `<author-notes><corresp id="c1">* E-mail: <email>q@a.example</email> (CD); <email>r@a.example</email> (PJB)</corresp></author-notes>`,
      ),
      ["r@a.example", "q@a.example"],
    ],
    [
      "names in front",
      meta(
        contrib("Anna|de la Cruz", to("fn1", "author-notes"), 'corresp="yes"') +
          contrib("Bo|Müller", to("fn1", "author-notes"), 'corresp="yes"'),
        `<author-notes><fn fn-type="corresp" id="fn1"><p>*Correspondence: Bo Müller <email>m@a.example</email> Anna de la Cruz <email>c@a.example</email></p></fn></author-notes>`,
      ),
      ["c@a.example", "m@a.example"],
    ],
    [
      "as many as they are, in their order",
      meta(
        contrib("A.|One", to("c1")) + contrib("B.|Two", to("c1")),
        `<author-notes><corresp id="c1"><email>first@a.example</email>, <email>second@a.example</email></corresp></author-notes>`,
      ),
      ["first@a.example", "second@a.example"],
    ],
    [
      "an address that is words",
      meta(
        contrib("A.|One", "", 'corresp="yes"'),
        `<author-notes><corresp>Correspondence to: A. One, Street 1, e-mail: one@dept.uni.example.</corresp></author-notes>`,
      ),
      ["one@dept.uni.example"],
    ],
    [
      "in the affiliation, with initials",
      meta(
        contrib("A.|One", `${to("c1")}${to("a1", "aff")}`) + contrib("B.|Two", to("a1", "aff")),
        `<aff id="a1">Institute; E-Mails: <email>two@a.example</email> (B.T.); <email>o@a.example</email> (A.O.)</aff><author-notes><corresp id="c1">* Author to whom correspondence should be addressed; Tel.: +1.</corresp></author-notes>`,
      ),
      ["o@a.example", undefined],
    ],
    [
      "two authors and one address: nobody's, as it may be either's",
      meta(
        contrib("A.|One", to("c1")) + contrib("B.|Two", to("c1")),
        `<author-notes><corresp id="c1"><email>office@a.example</email></corresp></author-notes>`,
      ),
      [undefined, undefined],
    ],
    ["who does not correspond has none", meta(contrib("A.|One", "<email>a@example.org</email>"), ""), [undefined]],
  ])("%s", (_, xml, expected) => expect(emails(xml)).toEqual(expected));
});

describe("a written author", () => {
  const author: StatedAuthor = {
    ...{ family: "Family", given: "Given", orcid: "0000-0002-1825-0097", corresponding: true, affiliations: [1] },
    email: "given.family@uni.example",
  };

  test("has the address between the ORCID iD and the star, and is read as it was written", () => {
    const written = "Family, Given [1] (0000-0002-1825-0097) <given.family@uni.example> *";
    expect(writtenAuthor(author)).toBe(written);
    expect(parseAuthor(written)).toEqual(author);
  });

  test("corresponds where there is an address, and is none with what is no address", () => {
    expect(parseAuthor("Family, Given <Given@Uni.Example>")).toMatchObject({
      corresponding: true,
      email: "given@uni.example",
    });
    expect(parseAuthor("Family, Given <nonsense>")).toBeUndefined();
    expect(parseAuthor("Family, Given")).not.toHaveProperty("email");
  });

  test("with a bracket in the name is quoted", () => {
    const odd = { ...author, family: "A <B>", given: null };
    expect(parseAuthor(writtenAuthor(odd))).toEqual(odd);
  });
});

test.each([
  ["mailto:A.B+c@Uni.Example", "a.b+c@uni.example"],
  ["a@b", undefined],
  ["a b@c.example", undefined],
  [`${"a".repeat(250)}@b.example`, undefined],
])("%s is the address %s", (text, address) => expect(correspondenceAddress(text)).toBe(address));

test("a source that says nothing of addresses leaves those on record with their authors", () => {
  const known = [
    { family: "One", given: "A.", orcid: null, corresponding: true, affiliations: [], email: "one@a.example" },
    { family: "Two", given: "B.", orcid: null, corresponding: true, affiliations: [], email: "two@a.example" },
  ];
  const [one, two] = known.map(({ email: _, ...author }) => author);
  if (!one || !two) throw new Error("no authors");
  const kept = keepingAddresses([two, { ...one, email: null }, { ...one, family: "New" }], known);
  expect(kept.map(({ email }) => email)).toEqual(["two@a.example", null, null]);
});
