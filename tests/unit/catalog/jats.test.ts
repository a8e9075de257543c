import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { AttachedFiles } from "@/app/_figures/attached";
import { FullText } from "@/app/_jats/full-text";
import { citedIn } from "@/lib/catalog/jats/cited";
import { documentOf } from "@/lib/catalog/jats/document";
import { frontOf } from "@/lib/catalog/jats/front";
import { parseXml } from "@/lib/catalog/jats/xml-tree";

const parse = (text: string) => parseXml(Buffer.from(text));
const complete = readFileSync(path.join(import.meta.dirname, "../../fixtures/jats/complete.xml"), "utf8");
/** The complete article with one thing different. */
const varied = (from: string | RegExp, to: string) => frontOf(parse(complete.replace(from, to)));
const rendered = (body: string, back = ""): string => {
  const xml = `<article xmlns:mml="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml"><body>${body}</body><back>${back}</back></article>`;
  return renderToStaticMarkup(createElement(FullText, { document: documentOf(parse(xml)), files: () => undefined }));
};

describe("figures", () => {
  const file = {
    kind: "figure" as const,
    name: "f1.png",
    mediaType: "image/png",
    bytes: 2048,
    sha256: "a".repeat(64),
    uploaded: new Date(0),
    width: 30,
    height: 20,
  };
  const files: AttachedFiles = (kind, reference) =>
    reference === `${kind}-here`
      ? { file, href: "/at/figures/f1.png", shown: "/at/figures/f1.png?shown=aaaa" }
      : undefined;
  const shown = (xml: string) => {
    const root = parse(`<article xmlns:xlink="http://www.w3.org/1999/xlink">${xml}</article>`);
    return renderToStaticMarkup(createElement(FullText, { document: documentOf(root), files }));
  };

  test("at hand are shown with what they say, and open", () => {
    const html = shown(
      '<body><fig id="f1"><label>Fig. 1.</label><caption><title>It</title></caption><graphic xlink:href="figure-here"/></fig></body>',
    );
    expect(html).toMatch(
      /<a[^>]* href="\/at\/figures\/f1.png" data-figure="f1.png"><img src="\/at\/figures\/f1.png\?shown=aaaa" alt="Fig. 1: It" width="30" height="20"/,
    );
  });

  test("that stand together behind the text are headed, and can be jumped to", () => {
    const html = shown(
      '<body><p>See <xref rid="f9">Figure 9</xref>.</p></body><floats-group><fig id="f9"><label>Figure 9</label></fig></floats-group>',
    );
    expect(html).toContain('<h2 id="floats">Figures and Tables</h2>');
    expect(html).toContain('href="#t-f9"');
    expect(html).toContain('<figure id="t-f9"');
  });

  test("within a line, or as the only form of a formula or table, are shown where they stand", () => {
    const graphic = '<inline-graphic xlink:href="figure-here"><alt-text>alpha</alt-text></inline-graphic>';
    expect(shown(`<body><p>An ${graphic}.</p></body>`)).toMatch(/<p>An <img [^>]*alt="alpha"[^>]*>\.<\/p>/);
    const tex = "<alternatives><tex-math>E</tex-math><graphic xlink:href='figure-here'/></alternatives>";
    expect(shown(`<body><disp-formula>${tex}</disp-formula></body>`)).toContain("<img");
    expect(shown(`<body><disp-formula>${tex.replace("figure-here", "x")}</disp-formula></body>`)).toContain(
      "<code>E</code>",
    );
    expect(
      shown('<body><table-wrap><label>Table 1</label><graphic xlink:href="figure-here"/></table-wrap></body>'),
    ).toContain('alt="Table 1"');
  });

  test("that nobody has leave their caption, and a supplement its words", () => {
    expect(
      shown('<body><fig><label>Figure 2</label><graphic xlink:href="../../etc/passwd"/></fig></body>'),
    ).not.toContain("passwd");
    expect(
      shown(
        '<body><supplementary-material xlink:href="supplement-here"><label>Data</label></supplementary-material></body>',
      ),
    ).toContain("Data [PNG, 2 KB]");
  });
});

describe("XML", () => {
  test.each<[string, string | Buffer, RegExp]>([
    ["a bomb of entities", '<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><a>&b;</a>', /entities of its own/],
    ["an external entity", '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>', /entities of its own/],
    ["an entity nobody defined", "<a>&unheard;</a>", /line 1: .*entity/i],
    ["two thousand levels", `${"<a>".repeat(2_000)}${"</a>".repeat(2_000)}`, /deeper than 200/],
    ["fifty megabytes", Buffer.alloc(50 * 1024 * 1024, 32), /may have 20971520/],
    ["no XML", "Just words.", /line 1/],
    ["nothing", "", /no element|root/i],
    ["an end that is missing", "<a>\n<b>\n</a>", /line 3/],
    ["an encoding nobody knows", '<?xml version="1.0" encoding="klingon"?><a/>', /klingon, which is not known/],
    [
      "another encoding than it says",
      Buffer.from('<?xml version="1.0" encoding="UTF-8"?><a>\xe4</a>', "latin1"),
      /not in utf-8/i,
    ],
  ])("%s is refused", (_, xml, fault) => {
    expect(() => parseXml(Buffer.from(xml))).toThrow(fault);
  });

  test("is read in the encoding it says it is in", () => {
    for (const [xml, encoding] of [
      ['<?xml version="1.0" encoding="ISO-8859-1"?><a>ä</a>', "latin1"],
      ["\ufeff<a>ä</a>", "utf16le"],
      ["\ufeff<a>ä</a>", "utf8"],
    ] as const)
      expect(parseXml(Buffer.from(xml, encoding)).children).toEqual(["ä"]);
  });
});

test("what is cited is told by its DOIs, each once, wherever a reference names them", () => {
  const refs = `<ref><mixed-citation>A <pub-id pub-id-type="doi">10.1000/A</pub-id>, <pub-id pub-id-type="pmid">123</pub-id></mixed-citation></ref>
    <ref><element-citation><pub-id pub-id-type="doi">https://doi.org/10.1000/a</pub-id></element-citation></ref>
    <ref><citation><ext-link xlink:href="http://dx.doi.org/10.1000%2Fb" xmlns:xlink="http://www.w3.org/1999/xlink">B</ext-link></citation></ref>
    <ref><note><ext-link xlink:href="info:doi/10.1000/c" xmlns:xlink="http://www.w3.org/1999/xlink">C</ext-link></note></ref>
    <ref><mixed-citation><ext-link xlink:href="https://example.org/10.1000/d" xmlns:xlink="http://www.w3.org/1999/xlink">D</ext-link> none</mixed-citation></ref>`;
  const root = parseXml(Buffer.from(`<article><back><ref-list>${refs}</ref-list></back></article>`));
  expect(citedIn(root)).toEqual(["10.1000/a", "10.1000/b", "10.1000/c"]);
});

describe("the front of a JATS file", () => {
  test("says all that a catalogue keeps", () => {
    expect(frontOf(parse(complete))).toEqual({
      journal: {
        issn: "2049-3630",
        printIssn: "1234-5679",
        title: "Journal of Complete Tests",
        abbreviation: "J. Compl. Tests",
        publisher: "Test Press",
        sample: false,
      },
      article: {
        doi: "10.5555/complete.1",
        title: "On Homo sapiens and H2O",
        titleMarkup: "On <i>Homo sapiens</i> and H<sub>2</sub>O",
        type: "Research Article",
        volume: "12",
        issue: "3",
        firstPage: "101",
        lastPage: "109",
        year: 2024,
        published: "2024-02-29",
        references: ["10.1002/yea.1496"],
        received: "2023-09-01",
        revised: "2023-12-31",
        abstract: "Background: Why it was done.\n\nResults: What was found.\n\nAnd more.",
        keywords: ["water", "people & things"],
        authors: [
          {
            family: "van der Berg Jr",
            given: "Jan",
            orcid: "0000-0002-1825-0097",
            corresponding: true,
            affiliations: [1, 2],
          },
          { family: "The Consortium", given: null, orcid: null, corresponding: false, affiliations: [2] },
        ],
        affiliations: ["First University, Genoa", "Second Institute"],
        license: "CC BY-NC 4.0",
        licenseUrl: "https://creativecommons.org/licenses/by-nc/4.0/",
        hasText: true,
        accessTypes: [{ since: "1900-01-01", accessType: "Open" }],
      },
    });
  });

  test("of older versions is read as well", () => {
    const { journal, article } = varied(
      /<journal-title-group>.*<\/journal-title-group>/,
      "<journal-title>Old Journal</journal-title>",
    );
    expect([journal.title, journal.abbreviation]).toEqual(["Old Journal", "J Tests"]);
    expect(article.volume).toBe("12");
    expect(varied('date-type="pub" publication-format="electronic"', 'pub-type="epub"').article.published).toBe(
      "2024-02-29",
    );
    expect(varied("<fpage>101</fpage><lpage>109</lpage>", "<elocation-id>e77</elocation-id>").article).toMatchObject({
      firstPage: "e77",
    });
    expect(varied("<issue>3</issue>", "").article.issue).toBe("1");
    expect(varied(/<body>[\s\S]*<\/body>/, "").article.hasText).toBe(false);
    expect(varied(/<permissions>.*<\/permissions>/, "").article.accessTypes[0]?.accessType).toBe("Controlled");
  });

  test.each([
    ["<volume>12</volume>", "has no volume"],
    ["<fpage>101</fpage><lpage>109</lpage>", "has no page and no article number"],
    ['<article-id pub-id-type="doi">10.5555/Complete.1</article-id>', "has no DOI"],
    [/<issn .*<\/issn>/, "has no ISSN"],
    [/<title-group>.*<\/title-group>/, "has no title"],
    [/<pub-date .*<\/pub-date>\n<pub-date .*<\/pub-date>/, "has no date of publication"],
    [/<front>[\s\S]*<\/front>/, "has no front matter"],
  ])("without %s is at fault", (part, fault) => {
    expect(() => varied(part, "")).toThrow(fault);
  });

  test("says what it corrects, retracts, warns of or accompanies", () => {
    const related = (type: string, href: string) =>
      varied("<abstract>", `<related-article related-article-type="${type}" xlink:href="${href}"/><abstract>`).article
        .relations;
    expect(related("corrected-article", "info:doi/10.1371/Journal.x")).toEqual([
      { kind: "corrects", doi: "10.1371/journal.x" },
    ]);
    expect(related("retracted-article", "https://doi.org/10.5555/y")).toEqual([{ kind: "retracts", doi: "10.5555/y" }]);
    expect(related("companion", "10.5555/z")).toEqual([{ kind: "accompanies", doi: "10.5555/z" }]);
    expect(related("unheard-of", "10.5555/z")).toBeUndefined();
    expect(related("constructor", "10.5555/z")).toBeUndefined();
    expect(related("companion", "https://example.org/")).toBeUndefined();
  });

  test("that is another thing's is refused", () => {
    expect(() => frontOf(parse("<html/>"))).toThrow("is a <html> and no JATS article");
    expect(() => varied("2049-3630", "2049-3631")).toThrow("2049-3631");
  });
});

const REAL = path.resolve(import.meta.dirname, "../../../../shared/data/jats");
describe.skipIf(!existsSync(REAL))("publishers' own files (skipped where the folder of data is not there)", () => {
  test.each(existsSync(REAL) ? readdirSync(REAL) : [])("%s is read and shown whole", (file) => {
    const root = parseXml(readFileSync(path.join(REAL, file)));
    const { article, journal } = frontOf(root);
    expect(article.doi).toMatch(/^10\.1371\/journal\./);
    expect(journal.publisher).toBe("Public Library of Science");
    expect(article.license).toMatch(/^(?:Creative Commons Attribution|CC BY)/);
    const document = documentOf(root);
    const html = renderToStaticMarkup(createElement(FullText, { document, files: () => undefined }));
    expect(html.length).toBeGreaterThan(500);
    const cited = document.references.some(({ attributes }) => document.citedAt(attributes.id ?? "").length > 0);
    expect(html.includes("Back to where it is cited")).toBe(cited);
    for (const [, target = ""] of html.matchAll(/href="#([^"]+)"/g)) expect(html).toContain(`id="${target}"`);
  });
});

describe("a text", () => {
  test("is accessible HTML whose references can be jumped to and back from", () => {
    const html = renderToStaticMarkup(
      createElement(FullText, { document: documentOf(parse(complete)), files: () => undefined }),
    );
    expect(html).toContain('<h2 id="t-s1">1 Introduction</h2>');
    expect(html).toContain('<h3 id="t-s1-1">Deeper</h3>');
    expect(html).toContain('<a id="t-r1-cited-1" href="#t-r1">1</a>');
    expect(html).toContain('href="#t-r1-cited-2"');
    expect(html).toContain("and nothing.");
    expect(html).toContain('<td rowSpan="2">We</td>');
    expect(html).toContain("<th>How many</th>");
    expect(html).toContain('<math display="block"><mi>E</mi><mo>=</mo><msup><mi>c</mi><mn>2</mn></msup></math>');
    expect(html).not.toContain("mc^2");
    expect(html).toContain('<a href="https://example.org/a?b=1&amp;c=2"');
    expect(html).toContain('href="https://doi.org/10.5555/complete.1.g001"');
    expect(html).toContain("Barnett JA, et al. (2007). A history. Yeast 24(2). pp. 799–845.");
    expect(html).toContain("Mackay TF, et al. (2009) Genetics.");
    expect(html).toContain('<h2 id="section-1">Acknowledgements</h2>');
    for (const part of [
      "In a box.",
      "Said by others.",
      "<dt>TII</dt>",
      "Data S1",
      "A note to the title.",
      "Counted twice.",
    ])
      expect(html).toContain(part);
  });

  test.each([
    ["<m:mi>a</m:mi><m:mi>b</m:mi>", "(a,b)"],
    ["<m:mi>a</m:mi><m:mi>b</m:mi><m:mi>c</m:mi>", "[a;b|c)", 'open="[" separators="; |"'],
    ["<m:mi>a</m:mi><m:mi>b</m:mi>", "{ab", 'open="{" close="" separators=""'],
  ])("shows the fences of %s as %s", (inner, shown, said = "") => {
    const html = rendered(
      `<p><m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mfenced ${said}>${inner}</m:mfenced></m:math></p>`,
    );
    expect(html.replace(/<[^>]*>/g, "")).toBe(shown);
  });

  test("keeps the links that stand in the comment of a citation", () => {
    const link = (href: string) => `<ext-link ext-link-type="uri" xlink:href="${href}">${href.slice(-4)}</ext-link>`;
    const html = rendered(
      "<p/>",
      `<ref-list><ref id="r1"><element-citation><source>Exam</source><year>2007</year><comment>doi:${link("http://dx.doi.org/10.5555/exam")}</comment></element-citation></ref></ref-list>`,
    );
    expect(html).toMatch(
      /\(2007\)\. Exam\.<span> doi:<a href="http:\/\/dx\.doi\.org\/10\.5555\/exam" rel="noopener noreferrer">exam<\/a><\/span>/,
    );
  });

  test("has no paragraph in a paragraph, which browsers take apart", () => {
    const html = rendered("<p>One <italic>with <disp-quote><p>words</p></disp-quote></italic>.</p>");
    expect(html.replace(/ class="[^"]*"/g, "")).toBe(
      "<div><div>One <em>with <blockquote><p>words</p></blockquote></em>.</div></div>",
    );
  });

  test.each([
    ["a script", "<p><h:script>alert(1)</h:script></p>"],
    ["a script in no namespace", "<script>alert(1)</script>"],
    ["a link that runs", '<p><ext-link xlink:href="javascript:alert(1)">x</ext-link></p>'],
    ["a link that runs, hidden", '<p><ext-link xlink:href=" java&#10;script:alert(1)">x</ext-link></p>'],
    ["data as a page", '<p><uri xlink:href="data:text/html,x">x</uri></p>'],
    ["a handler", '<p onclick="alert(1)">x</p>'],
    ["a frame", '<p><h:iframe src="https://evil.example"/></p>'],
    [
      "a formula that links",
      '<mml:math href="javascript:alert(1)"><mml:mi onclick="x" style="y">a</mml:mi></mml:math>',
    ],
    [
      "a formula that holds a page",
      "<mml:math><mml:annotation-xml encoding='text/html'><h:script>1</h:script></mml:annotation-xml></mml:math>",
    ],
    ["a picture from elsewhere", '<fig><graphic xlink:href="https://evil.example/p.gif"/></fig>'],
    [
      "elements named like what every object has",
      "<p><constructor>x</constructor><toString/><valueOf/></p><hasOwnProperty/>",
    ],
    ["an id that breaks out", '<sec id="&quot;&gt;&lt;script&gt;"><title>x</title></sec>'],
  ])("with %s is harmless", (_, body) => {
    const html = rendered(body);
    expect(html).not.toMatch(/<script|javascript:|onclick|<iframe|data:text|style=|evil\.example\/p|<annotation/i);
  });
});
