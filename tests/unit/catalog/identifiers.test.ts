import { describe, expect, test } from "vitest";
import { accessTypeOn } from "@/lib/catalog/access-type";
import { parseArticlePath } from "@/lib/catalog/address";
import { parseDoi } from "@/lib/catalog/doi";
import { isIssn } from "@/lib/catalog/issn";
import { slugOf } from "@/lib/catalog/slug";

test.each([
  ["10.3390/jcm2040302", "10.3390/jcm2040302"],
  ["10.3390/JCM2040302", "10.3390/jcm2040302"],
  ["https://doi.org/10.3390/jcm2040302", "10.3390/jcm2040302"],
  ["http://dx.doi.org/10.3390/jcm2040302", "10.3390/jcm2040302"],
  ["doi:10.3390/jcm2040302", "10.3390/jcm2040302"],
  ["10.3390%2Fjcm2040302", "10.3390/jcm2040302"],
  [
    "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
    "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2",
  ],
  ["10.1000.10/123", "10.1000.10/123"],
  ["11.3390/jcm", undefined],
  ["10.3390", undefined],
  ["10.3390/", undefined],
  ["10.3390/a b", undefined],
  ["10.3390/a\u0000b", undefined],
  ["10.3390%2F%E0%A4%A", undefined],
  [`10.3390/${"x".repeat(400)}`, undefined],
  ["", undefined],
])("DOI %s", (text, doi) => {
  expect(parseDoi(text)).toBe(doi);
});

test.each([
  ["2077-0383", true],
  ["2049-3630", true],
  ["2434-561X", true],
  ["2077-0384", false],
  ["20770383", false],
  ["2434-561x", false],
])("ISSN %s", (text, valid) => {
  expect(isIssn(text)).toBe(valid);
});

describe("article paths", () => {
  const address = { issn: "2077-0383", volume: "2", issue: "4", page: "302" };
  test.each([
    ["/2077-0383/2/4/302", "abstract"],
    ["/2077-0383/2/4/302/", "abstract"],
    ["/2077-0383/2/4/302/htm", "fulltext"],
    ["/2077-0383/2/4/302/pdf", "pdf"],
    ["//2077-0383//2/4/302/xml", "xml"],
  ])("%s", (pathname, action) => {
    expect(parseArticlePath(pathname)).toEqual({ address, action });
  });

  test.each([
    "/2077-0383/2/4",
    "/2077-0384/2/4/302",
    "/2077-0383/2/4/302/epub",
    "/2077-0383/2/4/302/pdf/more",
    "/2077-0383/2/4/%E0%A4%A",
    "/2077-0383/2/4/%00",
    "/2077-0383/2/4/302/constructor",
    "/",
  ])("%s is none", (pathname) => {
    expect(parseArticlePath(pathname)).toBeUndefined();
  });

  test("steps are decoded", () => {
    expect(parseArticlePath("/2077-0383/2/1%E2%80%932/e%2F7")?.address).toEqual({
      ...address,
      issue: "1–2",
      page: "e/7",
    });
  });
});

test.each([
  ["2026-01-14", "Controlled"],
  ["2026-01-15", "Open"],
  ["2030-01-01", "Open"],
  ["1999-01-01", "Controlled"],
])("Access_Type on %s", (day, type) => {
  expect(
    accessTypeOn(day, [
      { since: "2020-01-01", accessType: "c" },
      { since: "2026-01-15", accessType: "o" },
    ]),
  ).toBe(type);
});

test("an article nobody said anything about claims nothing", () => {
  expect(accessTypeOn("2026-01-01", [])).toBe("Controlled");
});

test.each([
  ["Frontiers in Stem Cell Treatments", "frontiers-in-stem-cell-treatments"],
  ["α-Synuclein & Ménière’s", "synuclein-meniere-s"],
  ["日本語", "untitled"],
])("slug of %s", (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});
