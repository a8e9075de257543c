import { plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-ris";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Author } from "@/lib/catalog/article";
import { bibtex, keyOf } from "@/lib/catalog/citation/bibtex";
import { type Cited, initialsOf, particleOf } from "@/lib/catalog/citation/cited";
import { cslItem } from "@/lib/catalog/citation/csl-json";
import { CITATION_STYLES, plainText } from "@/lib/catalog/citation/styles";
import { enw, ris } from "@/lib/catalog/citation/tagged";
import { exportName } from "@/lib/catalog/machine/formats";

const person = (family: string, given: string | null = null): Author => ({
  family,
  given,
  orcid: null,
  corresponding: false,
  affiliations: [],
});

const secretome: Cited = {
  doi: "10.3390/jcm2040302",
  title: "The Regenerative Role of the Fetal and Adult Stem Cell Secretome",
  volume: "2",
  issue: "4",
  firstPage: "302",
  lastPage: "327",
  year: 2013,
  published: "2013-12-17",
  authors: [
    person("Bollini", "Sveva"),
    person("Gentili", "Chiara"),
    person("Tasso", "Roberta"),
    person("Cancedda", "Ranieri"),
  ],
  abstract: null,
  keywords: ["stem cells", "secretome"],
  journal: {
    title: "Journal of Clinical Medicine",
    abbreviation: "J. Clin. Med.",
    issn: "2077-0383",
    publisher: "MDPI AG",
  },
};
const cite = (id: string, article: Partial<Cited> = {}): string => {
  const style = CITATION_STYLES.find((known) => known.id === id);
  return plainText(style?.cite({ ...secretome, ...article }) ?? []);
};
const crowd = (size: number) => Array.from({ length: size }, (_, i) => person(`Family${i + 1}`, `Given${i + 1}`));

describe("a reference", () => {
  test.each([
    [
      "mdpi",
      "Bollini, S.; Gentili, C.; Tasso, R.; Cancedda, R. The Regenerative Role of the Fetal and Adult Stem Cell Secretome. J. Clin. Med. 2013, 2, 302-327.",
    ],
    [
      "ama",
      "Bollini S, Gentili C, Tasso R, Cancedda R. The Regenerative Role of the Fetal and Adult Stem Cell Secretome. J Clin Med. 2013;2(4):302-327. doi:10.3390/jcm2040302",
    ],
    [
      "apa",
      "Bollini, S., Gentili, C., Tasso, R., & Cancedda, R. (2013). The Regenerative Role of the Fetal and Adult Stem Cell Secretome. Journal of Clinical Medicine, 2(4), 302–327. https://doi.org/10.3390/jcm2040302",
    ],
    [
      "chicago",
      "Bollini, Sveva, Chiara Gentili, Roberta Tasso, and Ranieri Cancedda. 2013. “The Regenerative Role of the Fetal and Adult Stem Cell Secretome.” Journal of Clinical Medicine 2 (4): 302–27. https://doi.org/10.3390/jcm2040302.",
    ],
    [
      "mla",
      "Bollini, Sveva, et al. “The Regenerative Role of the Fetal and Adult Stem Cell Secretome.” Journal of Clinical Medicine, vol. 2, no. 4, 2013, pp. 302-27, https://doi.org/10.3390/jcm2040302.",
    ],
    [
      "vancouver",
      "Bollini S, Gentili C, Tasso R, Cancedda R. The Regenerative Role of the Fetal and Adult Stem Cell Secretome. J Clin Med. 2013;2(4):302-27. doi: 10.3390/jcm2040302.",
    ],
  ])("in style %s", (style, expected) => {
    expect(cite(style)).toBe(expected);
  });

  test.each<[string, string, Partial<Cited>, string]>([
    ["mdpi", "one author", { authors: [person("Bollini", "Sveva")] }, "Bollini, S. The Regenerative"],
    ["mdpi", "ten authors", { authors: crowd(10) }, "Family9, G.; Family10, G. The"],
    ["mdpi", "eleven authors", { authors: crowd(11) }, "Family9, G.; Family10, G.; et al. The"],
    ["apa", "one author", { authors: [person("Bollini", "Sveva")] }, "Bollini, S. (2013). The"],
    ["apa", "two authors", { authors: crowd(2) }, "Family1, G., & Family2, G. (2013)."],
    ["apa", "20 authors", { authors: crowd(20) }, "Family19, G., & Family20, G. (2013)."],
    ["apa", "21 authors", { authors: crowd(21) }, "Family19, G., . . . Family21, G. (2013)."],
    ["ama", "six authors", { authors: crowd(6) }, "Family5 G, Family6 G. The"],
    ["ama", "seven authors", { authors: crowd(7) }, "Family1 G, Family2 G, Family3 G, et al. The"],
    ["vancouver", "seven authors", { authors: crowd(7) }, "Family5 G, Family6 G, et al. The"],
    ["mla", "one author", { authors: crowd(1) }, "Family1, Given1. “The"],
    ["mla", "two authors", { authors: crowd(2) }, "Family1, Given1, and Given2 Family2. “The"],
    ["chicago", "one author", { authors: crowd(1) }, "Family1, Given1. 2013. “The"],
    ["chicago", "two authors", { authors: crowd(2) }, "Family1, Given1, and Given2 Family2. 2013."],
    ["chicago", "ten authors", { authors: crowd(10) }, "Given9 Family9, and Given10 Family10. 2013."],
    ["chicago", "eleven authors", { authors: crowd(11) }, "Given6 Family6, Given7 Family7, et al. 2013."],
    ["mdpi", "no author", { authors: [] }, "The Regenerative"],
    ["apa", "no author", { authors: [] }, "Secretome. (2013). Journal"],
    [
      "chicago",
      "no author",
      { authors: [] },
      "“The Regenerative Role of the Fetal and Adult Stem Cell Secretome.” 2013. Journal",
    ],
    ["mdpi", "a question", { title: "Is It So?" }, "Cancedda, R. Is It So? J. Clin. Med."],
    ["apa", "an article number", { firstPage: "1668", lastPage: null }, "2(4), Article 1668. https"],
    ["mla", "an article number", { firstPage: "1668", lastPage: null }, "2013, article 1668, https"],
    ["mdpi", "an article number", { firstPage: "1668", lastPage: null }, "2013, 2, 1668."],
    ["mla", "one page", { lastPage: "302" }, "p. 302, https"],
    ["chicago", "pages below a hundred", { firstPage: "71", lastPage: "72" }, "71–72."],
    ["chicago", "pages from a hundred", { firstPage: "100", lastPage: "104" }, "100–104."],
    ["chicago", "pages just above", { firstPage: "101", lastPage: "108" }, "101–8."],
    ["chicago", "pages over a thousand", { firstPage: "1087", lastPage: "1089" }, "1087–89."],
    ["chicago", "pages over a border", { firstPage: "1496", lastPage: "1500" }, "1496–500."],
    ["vancouver", "pages of one decade", { firstPage: "1087", lastPage: "1089" }, "1087-9."],
    ["mla", "pages of one decade", { firstPage: "1087", lastPage: "1089" }, "1087-89"],
    ["chicago", "pages with a letter", { firstPage: "e12", lastPage: "e19" }, "e12–e19."],
    ["apa", "pages to fewer digits", { firstPage: "998", lastPage: "1004" }, "998–1004."],
  ])("in style %s: %s", (style, _, article, part) => {
    expect(cite(style, article)).toContain(part);
  });

  test.each<[Author, string, string]>([
    [person("Sartre", "Jean-Paul"), "Sartre, J.-P.", "Sartre JP"],
    [person("Doran", "Michael R."), "Doran, M.R.", "Doran MR"],
    [person("Doran", "M.R."), "Doran, M.R.", "Doran MR"],
    [person("van der Berg", "Johannes"), "van der Berg, J.", "van der Berg J"],
    [person("Åström", "Émile Øyvind"), "Åström, É.Ø.", "Åström ÉØ"],
    [person("O’Neill", "Siobhán"), "O’Neill, S.", "O’Neill S"],
    [person("Достоевский", "Фёдор Михайлович"), "Достоевский, Ф.М.", "Достоевский ФМ"],
    [person("王", "小明"), "王, 小明", "王 小明"],
    [person("Aristotle"), "Aristotle", "Aristotle"],
    [person("King Jr", "Martin Luther"), "King, M.L., Jr.", "King ML Jr"],
    [person("de la Cruz, Sr.", "Juan"), "de la Cruz, J., Sr.", "de la Cruz J Sr"],
    [person("Ford III", "Henry"), "Ford, H., III", "Ford H III"],
    [person("Group III"), "Group III", "Group III"],
  ])("names %o", (author, mdpi, medical) => {
    expect(cite("mdpi", { authors: [author] }).startsWith(`${mdpi}${mdpi.endsWith(".") ? "" : "."} The`)).toBe(true);
    expect(cite("vancouver", { authors: [author] }).startsWith(`${medical}. The`)).toBe(true);
  });

  test("initials and particles", () => {
    const apa = { dot: ".", hyphen: "-", space: " " };
    expect(initialsOf("Jean-Paul Émile", apa)).toBe("J.-P. É.");
    expect(initialsOf("J.-P.", apa)).toBe("J.-P.");
    expect(initialsOf("(Bob) Robert", apa)).toBe("B. R.");
    expect(initialsOf(null, apa)).toBe("");
    expect(particleOf({ family: "van der Berg" })).toEqual({ particle: "van der", rest: "Berg" });
    expect(particleOf({ family: "d’ Alembert" })).toEqual({ particle: "d’", rest: "Alembert" });
    expect(particleOf({ family: "Berg" })).toEqual({ particle: "", rest: "Berg" });
    expect(particleOf({ family: "bell hooks" })).toEqual({ particle: "", rest: "bell hooks" });
  });
});

/** What another program makes of a file. */
const parsed = (type: string, text: string): Record<string, unknown> =>
  plugins.input.chain(text, { forceType: type })[0] ?? {};

const awkward: Cited = {
  ...secretome,
  doi: "10.1234/AB_c%7B<1>;2-#",
  title: "100% of {TNF-α} & $5 #1: a~b^c_d \\ “quoted”\nin two lines",
  abstract: "p < 0.05 & r² = 50%\n\nSecond paragraph.",
  authors: [
    person("van der Berg", "Jan"),
    person("Sartre", "Jean-Paul"),
    person("Aristotle"),
    person("Smith and Sons"),
    person("de la Cruz Jr", "Juan"),
  ],
  keywords: ["C# & F#"],
  lastPage: null,
};

describe("BibTeX", () => {
  test("reads as people would write it", () => {
    expect(bibtex(secretome)).toBe(`@article{jcm2040302,
  author = {Bollini, Sveva and Gentili, Chiara and Tasso, Roberta and Cancedda, Ranieri},
  title = {{The Regenerative Role of the Fetal and Adult Stem Cell Secretome}},
  journal = {Journal of Clinical Medicine},
  year = {2013},
  month = dec,
  volume = {2},
  number = {4},
  pages = {302--327},
  doi = {10.3390/jcm2040302},
  url = {https://doi.org/10.3390/jcm2040302},
  issn = {2077-0383},
  publisher = {MDPI AG},
  keywords = {stem cells, secretome},
}
`);
  });

  test("comes out of another program as it went in", () => {
    expect(parsed("@bibtex/text", bibtex(secretome))).toMatchObject({
      type: "article-journal",
      title: secretome.title,
      author: [
        { family: "Bollini", given: "Sveva" },
        { family: "Gentili", given: "Chiara" },
        { family: "Tasso", given: "Roberta" },
        { family: "Cancedda", given: "Ranieri" },
      ],
      "container-title": "Journal of Clinical Medicine",
      volume: "2",
      issue: "4",
      page: "302-327",
      DOI: "10.3390/jcm2040302",
    });
  });

  test("keeps what LaTeX would take for its own, and names of one part", () => {
    const item = parsed("@bibtex/text", bibtex(awkward));
    expect(item.title).toBe("100% of {TNF-α} & $5 #1: a~b^c_d \\ “quoted” in two lines");
    expect(item.author).toEqual([
      { family: "Berg", given: "Jan", "non-dropping-particle": "van der" },
      { family: "Sartre", given: "Jean-Paul" },
      { family: "Aristotle" },
      { family: "Smith and Sons" },
      { family: "Cruz", given: "Juan", "non-dropping-particle": "de la", suffix: "Jr" },
    ]);
    expect(item.page).toBe("302");
  });

  test("has braces that match, whatever the texts hold", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (title, family) => {
        const entry = bibtex({ ...secretome, title, abstract: title, authors: [person(family, title)] });
        const depths = [0];
        for (const [found] of entry.matchAll(/\\[\\{}]|[{}]/g))
          if (found === "{" || found === "}") depths.push((depths.at(-1) ?? 0) + (found === "{" ? 1 : -1));
        expect([Math.min(...depths), depths.at(-1)]).toEqual([0, 0]);
      }),
    );
  });

  test("has a key and a file name that every tool takes", () => {
    expect(keyOf(awkward)).toBe("AB_c-7B-1-2");
    expect(keyOf({ doi: "10.1234/日本" })).toBe("article");
    expect(exportName({ doi: "10.1371/journal.pone.0040259" }, { extension: "bib" })).toBe("journal-pone-0040259.bib");
  });
});

describe("RIS, EndNote and CSL-JSON", () => {
  test("RIS is one record of lines that end as the format wants", () => {
    const text = ris(secretome);
    expect(text.split("\r\n").slice(0, 6)).toEqual([
      "TY  - JOUR",
      "AU  - Bollini, Sveva",
      "AU  - Gentili, Chiara",
      "AU  - Tasso, Roberta",
      "AU  - Cancedda, Ranieri",
      "TI  - The Regenerative Role of the Fetal and Adult Stem Cell Secretome",
    ]);
    expect(text.endsWith("ER  - \r\n")).toBe(true);
    for (const line of ris(awkward).trimEnd().split("\r\n")) expect(line).toMatch(/^[A-Z][A-Z0-9] {2}- ?/);
    expect(ris(awkward)).toContain("C7  - 302\r\n");
  });

  test("RIS comes out of another program as it went in", () => {
    expect(parsed("@ris/file", ris(secretome))).toMatchObject({
      type: "article-journal",
      title: secretome.title,
      "container-title": "Journal of Clinical Medicine",
      volume: "2",
      issue: "4",
      page: "302-327",
      DOI: "10.3390/jcm2040302",
      author: [
        { family: "Bollini", given: "Sveva" },
        { family: "Gentili" },
        { family: "Tasso" },
        { family: "Cancedda" },
      ],
      issued: { "date-parts": [[2013, 12, 17]] },
    });
  });

  test("EndNote's format has a tag to every line", () => {
    expect(enw(secretome)).toContain("%0 Journal Article\r\n%A Bollini, Sveva\r\n");
    expect(enw(secretome)).toContain("%8 December 17\r\n%V 2\r\n%N 4\r\n%P 302-327\r\n");
    for (const line of enw(awkward).trimEnd().split("\r\n")) expect(line).toMatch(/^%[0-9A-Z@] \S/);
    expect(enw(awkward)).toContain("%A Aristotle,\r\n");
    expect(enw(awkward)).toContain("%A de la Cruz, Juan, Jr\r\n");
    expect(ris(awkward)).toContain("AU  - de la Cruz, Juan, Jr\r\n");
  });

  test("CSL-JSON says what the schema names", () => {
    expect(cslItem(secretome)).toMatchObject({
      id: "10.3390/jcm2040302",
      type: "article-journal",
      issued: { "date-parts": [[2013, 12, 17]] },
      page: "302-327",
    });
    expect(cslItem({ ...awkward, published: null })).toMatchObject({
      author: [
        { family: "Berg", given: "Jan", "non-dropping-particle": "van der" },
        { family: "Sartre", given: "Jean-Paul" },
        { literal: "Aristotle" },
        { literal: "Smith and Sons" },
        { family: "Cruz", given: "Juan", "non-dropping-particle": "de la", suffix: "Jr" },
      ],
      issued: { "date-parts": [[2013]] },
      title: awkward.title,
    });
  });
});
