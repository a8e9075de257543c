import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readEnv } from "@/lib/env";
import { fitting } from "@/lib/pdf/table";
import type { Content } from "@/lib/reports/made/content";
import { pdfFile } from "@/lib/reports/made/files/pdf";
import type { At } from "@/lib/reports/made/format";
import { articleTable } from "@/lib/reports/made/parts/article-table";
import { MEASURES } from "@/lib/usage/measures";
import { SERIES } from "@/lib/usage/words";
import { aContent, aRow } from "../../fixtures/made-content";
import { pdfPages, pdfPageTexts, pdfText } from "../../fixtures/pdf-text";

const at: At = {
  ...{ period: { from: "2025-11-01", to: "2025-11-30" }, formats: ["pdf", "xlsx"] },
  ...{ now: new Date("2025-12-01T06:00:00Z"), env: readEnv({ SITE_URL: "https://journals.example" }) },
};
const textOf = (pdf: Buffer): string => pdfText(pdf).replaceAll("\n", " ").replace(/ +/g, " ");
const made = (content: Content) => pdfFile(content, at);
const many = (count: number) => Array.from({ length: count }, (_, i) => aRow(count - i));
const withTable = (
  count: number,
  most: number,
  columns: Parameters<typeof articleTable>[1]["printed"] = ["published"],
) =>
  aContent(many(count), {
    parts: [
      {
        kind: "table",
        table: articleTable(many(count), { title: "Articles", printed: columns, most, none: "None." }),
      },
    ],
  });

describe("pages of a report", () => {
  test("say everything they are for, as text that can be selected", async () => {
    const text = textOf(await made(aContent()));
    for (const words of [
      "Journal of Tests · ISSN 2077-0383",
      "Journal overview",
      "November 2025",
      "Complete: counted through 30 November 2025 at 23:59 UTC.",
      "Figures are set beside those of October 2025",
      "9,102",
      "6,068 unique · 9,102 before",
      "By day",
      "Abstract views 4,551",
      "For each abstract view 0.67 full-text views and 0.33 PDF downloads.",
      "Most read articles",
      "Article number 1",
      "Family, Given; Other, O. · 10.5555/made.1",
      "82nd of 214",
      "What the figures mean",
      "COUNTER Unique_Item_Requests",
      "COUNTER-R5.1/1",
      "https://journals.example/desk/2077-0383?from=2025-11-01&to=2025-11-30",
    ])
      expect(text).toContain(words);
    expect(text).not.toMatch(/Provisional|simulated|\ufffd/);
  });

  test("are tagged, light, with a language, a title, their fonts, an outline and links, and the same whenever they are made", async () => {
    const pdf = await made(aContent());
    const raw = pdf.toString("latin1");
    for (const part of [
      "/Lang (en)",
      "/MarkInfo",
      "/DisplayDocTitle true",
      "/Outlines",
      "/S /H1",
      "/S /H2",
      "/S /Table",
    ])
      expect(raw).toContain(part);
    expect(raw).toContain("https://doi.org/10.5555/made.1");
    expect(raw.match(/\/FontFile[23]/g)?.length).toBeGreaterThan(0);
    expect(raw.match(/\/Scope \/Column/g)).toHaveLength(7);
    expect(raw.match(/\/S \/Figure/g)).toHaveLength(2);
    expect((await made(aContent())).equals(pdf)).toBe(true);
    expect(pdf.length).toBeLessThan(120_000);
  });

  test("tables go on over pages, with their heading on each and every row once and whole", async () => {
    const pdf = await made(withTable(200, 200));
    const pages = pdfPageTexts(pdf);
    expect(pages.length).toBeGreaterThan(5);
    const rows = pages.map((page) => page.match(/Article number \d+/g)?.length ?? 0);
    expect(rows.reduce((sum, count) => sum + count, 0)).toBe(200);
    for (const [i, page] of pages.entries()) {
      expect(page.includes("Published")).toBe(rows[i] !== 0);
      // What stands in a row stands on one page.
      for (const [, number] of page.matchAll(/Article number (\d+)/g))
        expect(page).toContain(`10.5555/made.${number}\n`);
      expect(page).toContain(`${i + 1} of ${pages.length}`);
      expect(page).toContain("J. Tests · Journal overview · November 2025");
    }
    // The headings are told once to whoever has them read aloud.
    expect(pdf.toString("latin1").match(/\/Scope \/Column/g)).toHaveLength(2);
    expect(pdf.toString("latin1").match(/\/Scope \/Row/g)).toHaveLength(200);
  });

  test("of twenty thousand articles have twenty, and say where the others are", async () => {
    const content = withTable(20_000, 20);
    expect(textOf(await made(content))).toContain("20 of 20,000; all are in the workbook.");
    const alone = await pdfFile(content, { ...at, formats: ["pdf"] });
    expect(textOf(alone)).toContain("20 of 20,000; the desk has all.");
    expect(pdfPages(alone)).toBeLessThan(5);
  });

  test("are broad where a table has many columns, and name what there is no room for", async () => {
    const pdf = await made(withTable(3, 3, ["type", "section", "specialIssue", "published", ...MEASURES, "readShare"]));
    expect(pdf.toString("latin1")).toMatch(/\/MediaBox \[0 0 841\.89 595\.28\]/);
    expect(textOf(pdf)).toContain(
      "There is no room here for full-text reads, unique, read on: all are in the workbook.",
    );
  });

  test.each<[string, Content, RegExp]>([
    ["nothing", aContent([]), /Nobody opened anything in these days\..*The journal has no articles yet\./],
    [
      "a title in letters there are none for",
      aContent([aRow(1, { title: "幹細胞の再生的役割" })]),
      /\(A title in a script that this file has no letters for\) Family, Given; Other, O\. · 10\.5555\/made\.1/,
    ],
    [
      "a title from right to left, and authors",
      aContent([aRow(1, { title: "دور الخلايا الجذعية", authors: "دوني" })]),
      /no letters for\) 10\.5555\/made\.1/,
    ],
    [
      "marks of direction",
      aContent([aRow(1, { title: "\u202Eright to left\u202C \u2068x\u2069" })]),
      /right to left x/,
    ],
    [
      "Cyrillic and mathematics",
      aContent([aRow(1, { title: "Роль секретома α ≥ 3" })]),
      /Роль секретома (α|α ?)\s*>= 3/,
    ],
    ["a title without end", aContent([aRow(1, { title: "A title without end ".repeat(100) })]), /en… /],
    ["a word without end", aContent([aRow(1, { title: "x".repeat(900), doi: `10.5555/${"y".repeat(300)}` })]), /x… /],
    [
      "two hundred authors",
      aContent([aRow(1, { authors: Array.from({ length: 200 }, (_, i) => `F${i}, G.`).join("; ") })]),
      /F0, G\. and 199 others/,
    ],
    [
      "markup in a title",
      aContent([aRow(1, { title: "On Homo sapiens", titleMarkup: "On <i>Homo sapiens</i>" })]),
      /On Homo sapiens/,
    ],
    [
      "figures that are not whole",
      aContent([aRow(1)], { provisional: true, countedThrough: "2025-11-20T10:00:00Z" }),
      /So far counted through 20 November 2025 at 10:00 UTC\. .*Provisional: not all of the period/,
    ],
    ["nothing counted", aContent([], { provisional: true, countedThrough: null }), /Nothing is counted yet\./],
    [
      "a sample",
      aContent([aRow(1)], { journal: { ...aContent().journal, sample: true } }),
      /these figures are simulated/,
    ],
    [
      "a journal in letters there are none for",
      aContent([aRow(1)], { scope: "医学", journal: { ...aContent().journal, title: "医学" } }),
      /^ISSN 2077-0383.*ISSN 2077-0383 · Journal overview/,
    ],
    [
      "a name in letters there are none for",
      aContent([aRow(1)], { title: "Special issue “幹”", named: { name: "幹", without: "Special issue" } }),
      /J\. Tests · Special issue · November/,
    ],
  ])("of %s are pages like others", async (_, content, words) => {
    const pdf = await made(content);
    const text = textOf(pdf);
    expect(text).toMatch(words);
    expect(text).not.toMatch(/\ufffd|\?\?/);
    expect(pdfPages(pdf)).toBeLessThan(5);
  });
});

test("columns fit in their order, beside an article of some width", () => {
  const column = (width: number) => ({ words: `${width}`, width, numbers: true });
  const columns = [column(0), column(100), column(100), column(100)];
  expect(fitting(columns, 500).left).toEqual([]);
  expect(fitting(columns, 400)).toEqual({ shown: 3, left: [column(100)] });
});

test("colours on paper are those of light pages", () => {
  const css = readFileSync("app/globals.css", "utf8");
  const light = css.slice(css.indexOf(":root {"), css.indexOf("}"));
  for (const { colour, paper } of SERIES) expect(light).toContain(`${colour}: ${paper};`);
});
