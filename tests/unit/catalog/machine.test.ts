import { describe, expect, test } from "vitest";
import type { Article } from "@/lib/catalog/article";
import { FEED_FORMATS } from "@/lib/catalog/feeds/feed";
import { element, xml } from "@/lib/catalog/feeds/xml";
import { documentOf } from "@/lib/catalog/jats/document";
import { parseXml } from "@/lib/catalog/jats/xml-tree";
import { preferredFormat } from "@/lib/catalog/machine/formats";
import { inPage, scholarlyArticle } from "@/lib/catalog/machine/json-ld";
import { dublinCoreTags, highwireTags } from "@/lib/catalog/machine/meta-tags";
import { referenceTags, referenceTagsOfDois } from "@/lib/catalog/machine/reference-tags";
import { linkHeader, linkset } from "@/lib/catalog/machine/signposting";

const SITE = "https://site.example";
const article: Article = {
  id: 1,
  doi: "10.5555/a<b>c",
  title: "A & B </script> “ünïcode”",
  titleMarkup: null,
  type: "Review",
  volume: "2",
  issue: "4",
  firstPage: "302",
  lastPage: "327",
  year: 2013,
  published: "2013-12-17",
  received: "2013-10-09",
  revised: null,
  accepted: null,
  authors: [
    { given: "Sveva", family: "Bollini", orcid: "0000-0002-1825-0097", corresponding: true, affiliations: [1, 2] },
    { given: null, family: "Consortium", orcid: null, corresponding: false, affiliations: [] },
  ],
  affiliations: ["University of Genoa", "Institute, Genoa"],
  abstract: "Short.",
  keywords: ["stem cells", "R&D"],
  license: "CC BY 3.0",
  licenseUrl: "https://creativecommons.org/licenses/by/3.0/",
  hasText: false,
  accessType: "Open",
  specialIssue: null,
  files: [
    {
      kind: "pdf",
      name: "a.pdf",
      mediaType: "application/pdf",
      bytes: 391_168,
      sha256: "0".repeat(64),
      uploaded: new Date("2013-12-17T00:00:00Z"),
    },
  ],
  journal: {
    id: 1,
    issn: "2077-0383",
    printIssn: null,
    title: "Journal of Clinical Medicine",
    abbreviation: "J. Clin. Med.",
    publisher: "MDPI AG",
    sample: true,
  },
};

describe("tags", () => {
  test("Highwire's name an author's institutions after the author, and every address in full", () => {
    const tags = highwireTags(article, SITE).map(([name, content]) => `${name}=${content}`);
    const first = tags.indexOf("citation_author=Bollini, Sveva");
    expect(tags.slice(first, first + 5)).toEqual([
      "citation_author=Bollini, Sveva",
      "citation_author_institution=University of Genoa",
      "citation_author_institution=Institute, Genoa",
      "citation_author_orcid=https://orcid.org/0000-0002-1825-0097",
      "citation_author=Consortium",
    ]);
    expect(tags).toContain("citation_publication_date=2013/12/17");
    expect(tags).toContain("citation_pdf_url=https://site.example/2077-0383/2/4/302/pdf");
    expect(tags.join()).not.toMatch(/null|undefined/);
    expect(highwireTags(article, SITE, "fa")).toContainEqual(["citation_language", "fa"]);
    expect(dublinCoreTags(article, SITE, "fa")).toContainEqual(["DC.Language", "fa"]);
  });

  test("what is not known is left out", () => {
    expect(
      highwireTags({ ...article, journal: { ...article.journal, sample: false } }, SITE).map(([name]) => name),
    ).not.toContain("citation_fulltext_html_url");
    const bare = { ...article, lastPage: null, published: null, files: [], abstract: null, authors: [], keywords: [] };
    const names = highwireTags(bare, SITE).map(([name]) => name);
    for (const name of ["citation_lastpage", "citation_pdf_url", "citation_abstract", "citation_author"])
      expect(names).not.toContain(name);
    expect(highwireTags(bare, SITE)).toContainEqual(["citation_publication_date", "2013"]);
    expect(dublinCoreTags(bare, SITE)).not.toContainEqual(["DC.Format", "application/pdf"]);
  });

  test("what is cited is told by its parts, or as it is worded, each reference once", () => {
    const references = [
      `<label>1</label><element-citation><person-group person-group-type="author"><name><surname>van der Berg</surname><given-names>J</given-names></name>
<collab>A Group; of Two</collab></person-group><person-group person-group-type="editor"><name><surname>Editor</surname></name></person-group>
<year>2007</year><article-title>On <italic>it</italic></article-title><source>Yeast</source><volume>24</volume><issue>2</issue><fpage>799</fpage><lpage>845</lpage>
<pub-id pub-id-type="doi">https://doi.org/10.1002/YEA.1496</pub-id></element-citation>`,
      "<label>2</label><mixed-citation>Berg, J. Nothing told apart. 2009.</mixed-citation>",
      "<label>3</label>",
    ];
    const text = `<article><back><ref-list>${references.map((one) => `<ref>${one}</ref>`).join("")}</ref-list></back></article>`;
    expect(referenceTags(documentOf(parseXml(Buffer.from(text))))).toEqual([
      [
        "citation_reference",
        "citation_title=On it; citation_author=van der Berg, J; citation_author=A Group, of Two; citation_journal_title=Yeast; citation_publication_date=2007; citation_volume=24; citation_issue=2; citation_firstpage=799; citation_lastpage=845; citation_doi=10.1002/yea.1496",
      ],
      ["citation_reference", "Berg, J. Nothing told apart. 2009."],
    ]);
    expect(referenceTagsOfDois(["10.5555/a"])).toEqual([["citation_reference", "citation_doi=10.5555/a"]]);
  });

  test("JSON-LD in a page cannot end its element, and says the same when it is read", () => {
    const usage = [
      {
        action: "DownloadAction" as const,
        count: 7,
        from: "2026-01-01",
        through: "2026-02-01T00:00:00Z",
        method: "COUNTER-R5.1/1",
      },
    ];
    const json = scholarlyArticle(article, SITE, { usage, language: "fa" });
    expect(inPage(json)).not.toContain("<");
    expect(JSON.parse(inPage(json))).toMatchObject({
      "@type": "ScholarlyArticle",
      headline: article.title,
      inLanguage: "fa",
      encoding: { contentSize: "391168 B" },
      interactionStatistic: [
        {
          "@type": "InteractionCounter",
          interactionType: { "@type": "DownloadAction" },
          userInteractionCount: 7,
          startTime: "2026-01-01",
          endTime: "2026-02-01T00:00:00Z",
        },
      ],
    });
  });
});

describe("typed links", () => {
  test("stand in a header of ASCII, each with its kind", () => {
    const header = linkHeader(article, SITE);
    expect(header).toMatch(/^[\x20-\x7e]+$/);
    expect(header).toContain('<https://doi.org/10.5555/a%3Cb%3Ec>; rel="cite-as"');
    expect(header).toContain('<https://site.example/2077-0383/2/4/302/pdf>; rel="item"; type="application/pdf"');
    expect(header).toContain('rel="linkset"; type="application/linkset+json"');
  });

  test("of two hundred authors stand in the linkset alone", () => {
    const authors = Array.from({ length: 200 }, (_, i) => ({
      given: "A",
      family: `F${i}`,
      orcid: `0000-0002-1825-${String(i).padStart(4, "0")}`,
      corresponding: false,
      affiliations: [],
    }));
    const crowded = { ...article, authors };
    expect(linkHeader(crowded, SITE).length).toBeLessThan(1_000);
    expect(linkHeader(crowded, SITE)).toContain('rel="cite-as"');
    const [page, pdf, ...forms] = (linkset(crowded, SITE) as { linkset: Record<string, { href: string }[]>[] }).linkset;
    expect(page?.author).toHaveLength(200);
    expect(pdf?.collection?.[0]?.href).toBe("https://site.example/2077-0383/2/4/302");
    expect(forms.map(({ anchor, describes }) => `${anchor} ${describes?.[0]?.href}`)).toContain(
      "https://site.example/2077-0383/2/4/302/export/bibtex https://site.example/2077-0383/2/4/302",
    );
  });
});

test.each<[string | undefined, string | undefined]>([
  [undefined, undefined],
  ["*/*", undefined],
  ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", undefined],
  ["application/x-bibtex", "bibtex"],
  ["application/vnd.citationstyles.csl+json", "csl-json"],
  ["application/x-research-info-systems, text/html;q=0.5", "ris"],
  ["application/ld+json, */*;q=0.1", "json-ld"],
  ['application/ld+json;profile="https://schema.org, https://w3id.org"', "json-ld"],
  ["application/ld+json; q=0.9; profile=x, text/html;q=0.5", "json-ld"],
  ["text/html, application/x-bibtex;q=0.9", undefined],
  ["application/x-bibtex;q=0", undefined],
  ["application/pdf", undefined],
  ["not a header;;;", undefined],
])("Accept: %s is answered by %s", (accept, format) => {
  expect(preferredFormat(accept)?.id).toBe(format);
});

describe("feeds", () => {
  const feed = {
    journal: article.journal,
    title: "T & <T>",
    description: "D",
    page: `${SITE}/2077-0383`,
    self: `${SITE}/2077-0383/feed/rss`,
    articles: [article, { ...article, abstract: "NUL \0 and \u000b", published: null, lastPage: null, authors: [] }],
    site: SITE,
  };

  test("escape what XML would take for its own, and leave out what it cannot hold", () => {
    expect(xml(`<a b='c'>&"\0\u000b\ud800`)).toBe("&#60;a b=&#39;c&#39;&#62;&#38;&#34;");
    expect(element("dc:rights", null)).toBe("");
    for (const { write } of FEED_FORMATS) {
      const text = write(feed);
      expect(text).toContain("A &#38; B &#60;/script&#62;");
      expect(text).not.toMatch(/undefined|null/);
      expect([...text].some((character) => character < "\t")).toBe(false);
    }
  });

  test("Atom says when a new version came, of the article and of the feed", () => {
    const renewed = { ...article, renewed: "2014-02-03T04:05:06Z" };
    const atom = FEED_FORMATS.find(({ id }) => id === "atom")?.write({ ...feed, articles: [renewed] });
    expect(atom?.match(/<updated>[^<]*/g)).toEqual(Array(2).fill("<updated>2014-02-03T04:05:06Z"));
    expect(atom).toContain("<published>2013-12-17T00:00:00Z</published>");
  });

  test("RSS 1.0 has PRISM, Dublin Core and the licence of every article", () => {
    const text = FEED_FORMATS[0]?.write(feed) ?? "";
    for (const part of [
      "<prism:publicationName>Journal of Clinical Medicine</prism:publicationName>",
      "<prism:startingPage>302</prism:startingPage>",
      "<prism:endingPage>327</prism:endingPage>",
      "<prism:publicationDate>2013-12-17</prism:publicationDate>",
      "<dc:creator>Sveva Bollini</dc:creator>",
      '<cc:license rdf:resource="https://creativecommons.org/licenses/by/3.0/"/>',
      '<rdf:li rdf:resource="https://site.example/2077-0383/2/4/302"/>',
    ])
      expect(text).toContain(part);
  });
});
