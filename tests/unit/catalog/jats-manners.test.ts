import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { FullText } from "@/app/_jats/full-text";
import { documentOf } from "@/lib/catalog/jats/document";
import { frontOf } from "@/lib/catalog/jats/front";
import { namedFilesOf } from "@/lib/catalog/jats/named-files";
import { parseXml } from "@/lib/catalog/jats/xml-tree";

// Files made by hand in the manners of several publishers and an archive.
const folder = path.join(import.meta.dirname, "../../fixtures/jats/manners");
const rootOf = (manner: string) => parseXml(readFileSync(path.join(folder, `${manner}.xml`)));
const textIn = (manner: string): string =>
  renderToStaticMarkup(
    createElement(FullText, { document: documentOf(rootOf(manner)), files: () => undefined }),
  ).replace(/ class="[^"]*"/g, "");

describe("the front", () => {
  test.each<[string, object]>([
    [
      "reviewed-in-public",
      {
        doi: "10.5555/rev.90001",
        title: "Sleep of Danio rerio: A long night",
        titleMarkup: "Sleep of <i>Danio rerio</i>: A long night",
        type: "Tools and Resources",
        firstPage: "e90001",
        published: "2022-05-09",
        abstract: "Fish sleep at night.",
        keywords: ["sleep", "Danio", "Zebrafish"],
        affiliations: [
          "Department of Sleep, University of Nights, Genoa, Italy",
          "Institute of Days, Basel, Switzerland",
        ],
        authors: [
          { family: "First", orcid: "0000-0002-1825-0097", corresponding: true, affiliations: [1] },
          { family: "Sleep Group", given: null, affiliations: [2] },
          { family: "Anonymous", given: null },
        ],
        license: "CC BY 4.0",
        relations: [{ kind: "accompanies", doi: "10.5555/rev.90002" }],
      },
    ],
    [
      "one-megajournal",
      {
        doi: "10.5555/journal.one.0000001",
        titleMarkup: "Cells &amp; <i>in vitro</i> growth",
        published: "2015-03-05",
        abstract: "Background: Cells n.\n\nFindings: They grow.\n\n• Fast",
        authors: [
          { family: "Árnadóttir", given: "Þ.", corresponding: true, affiliations: [1] },
          { family: "Li", given: "Yi", affiliations: [1, 2] },
          { family: "Author", given: "C." },
          { family: "Mononym", given: null },
        ],
        affiliations: ["Department of Cells, One University, Basel, Switzerland", "Second University, China"],
      },
    ],
    [
      "society-front",
      {
        doi: "10.5555/fexam.2019.00123",
        type: "Review",
        published: "2019-02-01",
        keywords: ["example", "nested example", "inner"],
        authors: [
          { family: "de la One", corresponding: true },
          { family: "Two", affiliations: [1, 2] },
        ],
        affiliations: ["Institute of Examples, Switzerland", "School, University, City, ST, United States"],
      },
    ],
    [
      "springs-from-print",
      {
        doi: "10.5555/s12345-018-0777-x",
        issue: "Suppl 1",
        firstPage: "89",
        published: "2018-11-07",
        keywords: ["Springs", "water"],
        authors: [
          { family: "One III", affiliations: [1, 2] },
          { family: "Two" },
          { family: "on behalf of the Springs Study Group" },
        ],
        affiliations: ["Department of Springs, University of Water, London, UK", "Institute, Paris, France"],
        licenseUrl: "http://creativecommons.org/licenses/by/4.0/",
      },
    ],
    [
      "archived-2.3",
      {
        doi: "10.5555/ae.1999.1",
        title: "AN OLD EXAMPLE: with a subtitle",
        firstPage: "45",
        lastPage: "49",
        year: 1999,
        authors: [{ family: "OLD", given: "O. L.", affiliations: [1] }],
        accessTypes: [{ since: "1900-01-01", accessType: "Controlled" }],
      },
    ],
  ])("of %s", (manner, expected) => {
    const { article } = frontOf(rootOf(manner));
    expect(article).toMatchObject(expected);
    if (manner === "archived-2.3") expect(article).not.toHaveProperty("published");
  });

  const old = (from: string | RegExp, to: string) => {
    const xml = readFileSync(path.join(folder, "archived-2.3.xml"), "utf8");
    return frontOf(parseXml(Buffer.from(xml.replace(from, to)))).article;
  };
  test.each([
    [
      '<article-version vocab="JAV" vocab-term="Version of Record" article-version-type="VoR">x</article-version>',
      "VoR",
    ],
    ["<article-version>version-of-record</article-version>", "VoR"],
    [
      '<article-version-alternatives><article-version article-version-type="number">2</article-version><article-version vocab="JAV">Corrected Version of Record</article-version></article-version-alternatives>',
      "CVoR",
    ],
    ['<article-version article-version-type="status">preprint</article-version>', undefined],
    ["<article-version>constructor</article-version>", undefined],
  ])("says by %j that it is %j", (said, term) => {
    expect(old("<title-group>", `${said}<title-group>`).articleVersion).toBe(term);
  });

  test.each([
    ['<pub-date pub-type="pmc-release"><day>1</day><month>1</month><year>2012</year></pub-date>', undefined, 1999],
    ['<pub-date date-type="pub" iso-8601-date="2001-02-03"><year>2001</year></pub-date>', "2001-02-03", 2001],
    ['<pub-date pub-type="epub"><day>31</day><month>2</month><year>2001</year></pub-date>', undefined, 1999],
    ['<pub-date pub-type="epub"><day>1</day><month>January</month><year>2001</year></pub-date>', "2001-01-01", 2001],
  ])("with the date %s is of %j", (date, published, year) => {
    const article = old("<volume>", `${date}<volume>`);
    expect([article.published, article.year]).toEqual([published, year]);
  });

  test.each([
    ["<permissions><free_to_read/></permissions>", "Free_To_Read", "1900-01-01"],
    ['<permissions><free_to_read start_date="2020-05-01"/></permissions>', "Free_To_Read", "2020-05-01"],
    ['<permissions><free_to_read end_date="2020-05-01"/></permissions>', "Controlled", "1900-01-01"],
  ])("with %s is %s", (said, accessType, since) => {
    expect(old("<abstract>", `${said}<abstract>`).accessTypes).toEqual([{ since, accessType }]);
  });

  test("keeps the words of a formula and none of its TeX where there is MathML, and TeX without its wrapping where not", () => {
    const tex = "\\documentclass[12pt]{minimal}\\begin{document}$$\\alpha < 1$$\\end{document}";
    const both = `<alternatives><tex-math><![CDATA[${tex}]]></tex-math><math><mi>α</mi></math></alternatives>`;
    expect(old("Old.", both).abstract).toBe("α");
    expect(old("Old.", `<tex-math><![CDATA[${tex}]]></tex-math>`).abstract).toBe("\\alpha < 1");
  });
});

describe("the text", () => {
  test.each<[string, (string | RegExp)[]]>([
    [
      "reviewed-in-public",
      [
        '<h2 id="t-abs2">Digest</h2>',
        '<h2>Abstract in French</h2><div lang="fr" dir="ltr"><p>Les poissons dorment.',
        '<div id="t-video1">Video 1.<p>A fish that sleeps.</p></div>',
        '<figure id="t-fig1s1">',
        "<p>Box 1. What sleep is</p>",
        '<div id="t-st1"><p>Theorem 1. On sleep</p>',
        'First A. (2021). Nights of fish. Dryad. <a href="https://doi.org/10.5061/dryad.x"',
        "Second. (2002). A chapter. In: Editor E (ed.) The book. 2nd. Press, Basel.",
        "R Core. (2003). R. Version 4.1.",
        'href="https://www.r-project.example/"',
        "<h2>Appendix 1</h2>".replace("<h2>", '<h2 id="t-appendix-1">'),
        '<h2 id="t-sa1">Decision letter</h2>',
        "Author response",
        '<sup>*</sup> For correspondence: <a href="mailto:first@example.org"',
      ],
    ],
    [
      "one-megajournal",
      [
        "<h2>Author summary</h2>",
        '<abbr title="World Health Organization">WHO</abbr>',
        '<p>Aims</p><ol type="a">',
        '<ol type="I">',
        "<dd><p>Alpha</p></dd><dd><p>Also</p></dd><dt>B</dt>",
        "<blockquote><p>Said.</p><p>By someone</p></blockquote>",
        "<code>\\alpha &lt; \\beta</code>",
        "<code>\\frac{a}{b}</code>",
        '<math><mi>y</mi><mrow><mo fence="true">(</mo><mi>z</mi><mo fence="true">)</mo></mrow>',
        '<a href="mailto:two@example.org"',
        '<a href="ftp://ftp.example.org/x"',
        '<a href="http://www.example.org/y"',
        'href="https://pubmed.ncbi.nlm.nih.gov/12345678/"',
        "<td>1</td><td>2</td>",
        "<p>Photo: lab</p><p>Courtesy of the lab</p></figcaption>",
        '<sup><a id="t-infn-mark" href="#t-infn" aria-label="Note 1">1</a></sup>.</p>',
        "(a) Three C, 2003;</span><span> (b) Four D, 2004.</span>",
        "Both are needed.",
        "<h2>A reply</h2>",
      ],
    ],
    [
      "society-front",
      [
        '<p lang="ar" dir="rtl">',
        '<div id="t-SM1"><p>Click here for additional data file.',
        /Exam 1, 1–2\. <a href="https:\/\/doi\.org\/10\.5555\/exam\.1"[^>]*>https:\/\/doi\.org\/10\.5555\/exam\.1<\/a><\/span>/,
        "<p>Values are means.</p>",
      ],
    ],
    [
      "springs-from-print",
      [
        '<div id="t-MOESM1">Additional file 1:<p>More water.',
        '<li id="t-CR2" value="2">',
        '<h6 id="t-Sec7">Seventh</h6>',
        '<h2 id="t-bio1">About the authors</h2>',
        "A title note",
        "<math><mi>x</mi><mo>=</mo><mn>1</mn></math>",
      ],
    ],
    ["archived-2.3", ['<figure id="t-F1">', "An old figure.", "Older O. (1950). Older still. Arch 1. pp. 1."]],
  ])("of %s holds what a reader is to see", (manner, parts) => {
    const html = textIn(manner);
    for (const part of parts) typeof part === "string" ? expect(html).toContain(part) : expect(html).toMatch(part);
    expect(html).not.toMatch(/documentclass|javascript:| style=|ror\.org|二/);
  });

  test.each(readdirSync(folder).map((file) => file.replace(/\.xml$/, "")))(
    "of %s is sound HTML, every link of which leads somewhere",
    (manner) => {
      expect(faultsOf(textIn(manner))).toEqual([]);
    },
  );

  test("has each id once, and links lead to the first of it, whatever the ids of a file are", () => {
    const xml = `<article><body><sec id="a b"><title>One</title><p id="a b">x</p><p id="a-b">y</p><p id="ä">z</p><p id="ö">z</p>
<p><xref rid="a b">1</xref><xref rid="a-b">2</xref><xref rid="ö">3</xref><xref rid="">4</xref><xref>5</xref></p></sec>
<sec id="a-b-2"><title>Two</title><p id="__proto__"><xref rid="__proto__">6</xref><xref rid="constructor">7</xref></p></sec></body></article>`;
    const document = documentOf(parseXml(Buffer.from(xml)));
    const html = renderToStaticMarkup(createElement(FullText, { document, files: () => undefined }));
    expect(faultsOf(html)).toEqual([]);
    expect(html).toContain('<h2 id="t-a-b">One</h2>');
    expect(html).toContain('<p id="t-a-b-3">y</p>');
    expect(html).toMatch(/href="#t-a-b-3">2</);
    expect(html).toContain('href="#t-__proto__">6');
    expect(html).not.toContain("constructor");
  });

  test("in a language read from right to left is so", () => {
    const xml = '<article xml:lang="ar"><body><p>مرحبا</p></body></article>';
    const html = renderToStaticMarkup(
      createElement(FullText, { document: documentOf(parseXml(Buffer.from(xml))), files: () => undefined }),
    );
    expect(html).toMatch(/^<div class="[^"]*" lang="ar" dir="rtl">/);
  });
});

test("figures of the older archives are looked for like all others", () => {
  expect(namedFilesOf(rootOf("archived-2.3"))).toEqual([{ kind: "figure", reference: "ae1" }]);
});

/** What browsers would take apart, ids that stand twice, and links into the page that lead nowhere. */
function faultsOf(html: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  const ids = new Set<string>();
  const links: string[] = [];
  const parser = new SaxesParser({ fragment: true });
  parser.on("error", ({ message }) => faults.push(message));
  parser.on("opentag", ({ name, attributes }) => {
    const block = /^(?:p|div|ul|ol|dl|table|figure|section|aside|blockquote|pre|h\d)$/.test(name);
    const inline = open.find((outer) => /^(?:p|h\d|a|sup|abbr|code)$/.test(outer));
    if (block && inline) faults.push(`<${name}> in <${inline}>`);
    if (name === "a" && open.includes("a")) faults.push("a link in a link");
    const { id, href } = attributes as Record<string, string | undefined>;
    if (id !== undefined && ids.has(id)) faults.push(`${id} twice`);
    if (id !== undefined) ids.add(id);
    if (href?.startsWith("#")) links.push(href.slice(1));
    open.push(name);
  });
  parser.on("closetag", () => void open.pop());
  parser.write(html.replaceAll("&nbsp;", " ")).close();
  return [...faults, ...links.filter((link) => !ids.has(link)).map((link) => `#${link} leads nowhere`)];
}
