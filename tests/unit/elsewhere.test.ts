import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { badgeHtml, badgeMarkdown, embedFrame, oembedAddress } from "@/app/_elsewhere/addresses";
import { absentSvg, badgeSvg } from "@/app/_elsewhere/badge-svg";
import { chartSvg } from "@/app/_elsewhere/chart-svg";
import { figureWords } from "@/app/_elsewhere/figure-words";
import { textWidth } from "@/app/_elsewhere/text-width";
import { parseXml } from "@/lib/catalog/jats/xml-tree";
import { noMeasures } from "@/lib/usage/measures";

const badge = {
  fields: ["Usage", "1.2k views", "to 27 Nov 2026"] as const,
  title: "1,234 views and downloads, counted through 27 November 2026",
  description: "Usage of “A & B <i>”",
  accent: { light: null, dark: null },
  theme: undefined,
};

describe("a badge", () => {
  test("is well-formed, has a name and a description, and runs, fetches and knows nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
        const svg = badgeSvg({ ...badge, title: text, description: text });
        expect(() => parseXml(Buffer.from(svg))).not.toThrow();
      }),
    );
    const svg = badgeSvg(badge);
    expect(svg).toContain('role="img" aria-labelledby="t d"');
    expect(svg).toContain('<title id="t">1,234 views and downloads, counted through 27 November 2026</title>');
    expect(svg).not.toMatch(/<script|href|url\((?!#)|@import|\bon[a-z]+="/i);
    expect(() => parseXml(Buffer.from(absentSvg("a <b> & c")))).not.toThrow();
  });

  test("follows the reader's theme, or the one that is asked for, in the journal's colours", () => {
    expect(badgeSvg(badge)).toContain("@media (prefers-color-scheme:dark)");
    const dark = badgeSvg({ ...badge, theme: "dark", accent: { light: "#7a1f3d", dark: "#f0a35c" } });
    expect(dark).not.toContain("@media");
    expect(dark).toContain("#f0a35c");
    expect(dark).not.toContain("#7a1f3d");
  });

  test("is as wide as its words, and says them at that width in any font", () => {
    for (const text of ["Usage", "1.2k views", "to 27 Nov 2026", "12,345 downloads"]) {
      // Verdana is between 5 and 9 tenths of its size wide.
      expect(textWidth(text, 11)).toBeGreaterThan(text.length * 11 * 0.4);
      expect(textWidth(text, 11)).toBeLessThan(text.length * 11 * 0.8);
    }
    expect(badgeSvg(badge)).toContain(`textLength="${textWidth("1.2k views", 11)}"`);
  });

  test.each([
    [0, "0 views"],
    [1, "1 view"],
    [999, "999 views"],
    [1_234, "1.2k views"],
    [1_299, "1.2k views"],
    [12_345, "12.3k views"],
    [1_234_567, "1.2m views"],
  ])("of %i says %s", (totalItemInvestigations, short) => {
    expect(figureWords({ ...noMeasures(), totalItemInvestigations }, "views").short).toBe(short);
  });
});

describe("a chart for other sites", () => {
  const point = (start: string, pdfDownloads: number) => ({ start, ...noMeasures(), pdfDownloads });
  test("adds up what it draws, from zero, however few points there are", () => {
    const svg = chartSvg({ series: [point("2026-01-01", 3), point("2026-02-01", 4)], interval: "month" }, "Sum & all");
    expect(() => parseXml(Buffer.from(svg))).not.toThrow();
    expect(svg.match(/<polyline/g)).toHaveLength(3);
    expect(svg).toContain('aria-label="Sum &#38; all"');
    const one = chartSvg({ series: [point("2026-01-01", 0)], interval: "day" }, "x");
    expect(one.match(/<circle/g)).toHaveLength(3);
    expect(one).not.toContain("NaN");
  });
});

describe("what is copied into other sites", () => {
  const named = {
    site: "https://s.example",
    doi: "10.5555/a(1)<b>",
    title: `On "[x]" & <y>`,
    page: "https://s.example/1/2",
  };
  test("cannot break out of where it stands", () => {
    for (const html of [badgeHtml(named), embedFrame(named)]) {
      expect(html).not.toContain(`"[x]"`);
      expect(html).not.toContain("<y>");
      expect(html).toContain("a(1)%3Cb%3E");
    }
    expect(badgeMarkdown(named)).toBe(
      `[![Usage of On "\\[x\\]" & <y>](https://s.example/badge/10.5555/a(1)%3Cb%3E.svg)](https://s.example/1/2)`,
    );
    expect(oembedAddress("https://s.example", "https://s.example/1?a=b")).toBe(
      "https://s.example/oembed?url=https%3A%2F%2Fs.example%2F1%3Fa%3Db&format=json",
    );
  });
});
