import { describe, expect, test } from "vitest";
import { isLetterCode, letterCode } from "@/lib/authors/letter/code";
import { letterPdf } from "@/lib/authors/letter/draw";
import { figuresHash } from "@/lib/authors/letter/figures";
import { letterDays } from "@/lib/authors/letter/period";
import { stepOf } from "@/lib/pdf/bars";
import { inLetters } from "@/lib/pdf/fonts";
import { aLetter } from "../../fixtures/letter";
import { pdfPages, pdfText } from "../../fixtures/pdf-text";

const textOf = async (letter = aLetter()): Promise<string> => pdfText(await letterPdf(letter));

describe("a letter", () => {
  test("says everything it is for, as text that can be selected", async () => {
    const letter = aLetter();
    const text = await textOf(letter);
    for (const words of [
      "Journal of Letters · ISSN 2077-0383",
      "A title of an article",
      "Given Family, Second Author",
      "doi.org/10.5555/letter.1",
      "Made for Given Family, one of its authors.",
      "from 1 January 2025 to 31 December 2025",
      "3,702",
      "2,468 unique",
      "82nd percentile of 214 reviews of Journal of Letters at the same age (day 364).",
      "Abstract views 1,234",
      "PDF downloads 1,234",
      "What the figures mean",
      "Total_Item_Investigations",
      "https://journals.example/letters/AbCdEfGhIjKlMnOpQrStUv",
      "Counted through 3 February 2026 at 09:59 UTC",
      "COUNTER-R5.1/1",
      figuresHash(letter),
    ])
      expect(text.replaceAll("\n", " ")).toContain(words);
    expect(text).not.toContain("simulated");
  });

  test("is tagged, has a language, a title and its fonts, is light, and the same whenever it is made", async () => {
    const pdf = await letterPdf(aLetter());
    const raw = pdf.toString("latin1");
    expect(raw).toContain("/Lang (en)");
    expect(raw).toContain("/MarkInfo");
    expect(raw).toContain("/DisplayDocTitle true");
    expect(raw.match(/\/FontFile[23]/g)?.length).toBeGreaterThan(0);
    expect(pdf.length).toBeLessThan(120_000);
    expect((await letterPdf(aLetter())).equals(pdf)).toBe(true);
  });

  test.each([
    [
      "a title, a journal, a name and an address without end, and two hundred authors",
      aLetter(
        {
          name: "N".repeat(100),
          authors: Array.from({ length: 200 }, (_, i) => `Given${i} Family`),
          address: `https://${"very-".repeat(30)}long.example/letters/AbCdEfGhIjKlMnOpQrStUv`,
        },
        { title: `${"A title without end ".repeat(100)}${"x".repeat(900)}`, journal: "Journal ".repeat(60) },
      ),
      /\b1\d\d others/,
    ],
    [
      "a title in letters there are none for",
      aLetter({}, { title: "幹細胞の再生的役割" }),
      /The article 10\.5555\/letter\.1/,
    ],
    ["a title from right to left", aLetter({ authors: ["دوني"] }, { title: "دور الخلايا الجذعية" }), /no letters for/],
    ["Cyrillic", aLetter({}, { title: "Роль секретома стволовых клеток" }), /Роль\s+секретома/],
    [
      "a kind in letters there are none for",
      aLetter(
        {},
        {
          standing: {
            ...{ percentile: 50, articles: 20, age: 3, total: 9, through: "2026-02-02" },
            peers: { of: "section", name: "幹細胞の再生的役割" },
          },
        },
      ),
      /20 articles of its kind of Journal of Letters/,
    ],
    ["no comparison", aLetter({}, { standing: null }), /Fewer than 20 articles/],
    ["a claim", aLetter({}, { by: "claim" }), /whom the journal’s editors confirmed/],
    ["a sample", aLetter({}, { sample: true }), /these figures are simulated/],
    [
      "three hundred bars",
      aLetter({ points: Array.from({ length: 300 }, () => aLetter().points[0] ?? never()) }),
      /Jan 2025/,
    ],
  ])("with %s is one page", async (_, letter, words) => {
    const pdf = await letterPdf(letter);
    expect(pdfPages(pdf)).toBe(1);
    const text = pdfText(pdf);
    expect(text.replaceAll("\n", " ")).toMatch(words);
    expect(text).not.toContain("\ufffd");
    expect(text.replaceAll("\n", "")).toContain(figuresHash(letter));
  });

  test("has a hash that no figure, name or day can change under", () => {
    const letter = aLetter();
    const { figures } = letter;
    const hash = figuresHash(letter);
    const [month] = figures.months;
    const { standing } = figures;
    if (!month || !standing) throw new Error("no month");
    for (const other of [
      { ...letter, name: "Another" },
      { ...letter, to: "2025-12-30" },
      { ...letter, figures: { ...figures, totals: { ...figures.totals, pdfDownloads: 1_235 } } },
      { ...letter, figures: { ...figures, months: [{ ...month, pdfDownloads: 0 }] } },
      { ...letter, figures: { ...figures, standing: null } },
      { ...letter, figures: { ...figures, standing: { ...standing, peers: { of: "journal" as const, name: "" } } } },
    ])
      expect(figuresHash(other)).not.toBe(hash);
  });
});

function never(): never {
  throw new Error("the letter has no points");
}

test("codes are 128 bits by chance, and are told from anything else", () => {
  const codes = new Set(Array.from({ length: 500 }, letterCode));
  expect(codes.size).toBe(500);
  expect([...codes].every(isLetterCode)).toBe(true);
  for (const text of ["", "x", `${letterCode()}x`, "../../../../etc/passwd!"]) expect(isLetterCode(text)).toBe(false);
});

test.each([
  [{ period: "all" }, { from: "2024-05-01", to: "2026-02-10" }],
  [{ period: "12m" }, { from: "2025-02-11", to: "2026-02-10" }],
  [{ period: "year" }, { from: "2025-01-01", to: "2025-12-31" }],
  [
    { period: "custom", from: "2020-01-01", to: "2030-01-01" },
    { from: "2024-05-01", to: "2026-02-10" },
  ],
  [{ period: "custom", from: "2020-01-01", to: "2021-01-01" }, undefined],
  [{ period: "custom", from: "2025-02-30", to: "2025-03-01" }, undefined],
  [{ period: "custom", from: "2025-03-02", to: "2025-03-01" }, undefined],
  [{ period: "nonsense" }, undefined],
])("the days of %j are %j", (asked, days) => {
  expect(letterDays({ from: "", to: "", ...asked }, { since: "2024-05-01", through: "2026-02-10" })).toEqual(days);
});

test.each([
  [0.5, 1, 1],
  [4, 1, 4],
  [7, 2, 4],
  [348, 100, 4],
  [12_000, 2_500, 5],
])("an axis up to %d has steps of %d, %d of them", (most, step, count) => {
  expect(stepOf(most)).toEqual({ step, count });
});

test.each([
  ["α ≥ 3", "α >= 3", 0],
  ["ﬁne", "fine", 0],
  ["幹細胞", "???", 1],
])("%s is written %s", (text, written, missing) => expect(inLetters(text)).toEqual({ text: written, missing }));
