import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rangeBefore, rangeLastYear } from "@/lib/calendar/comparison";
import { addDays, daysBetween } from "@/lib/calendar/day";
import type { ListedArticle } from "@/lib/catalog/sql/listing";
import { ArticleSums, daysBeside } from "@/lib/usage/article-sums";
import { type Filter, filtered, NO_FILTER, SORTS, sorted, tableRow } from "@/lib/usage/article-table";
import { changeOf } from "@/lib/usage/change";
import { noMeasures } from "@/lib/usage/measures";
import { rising } from "@/lib/usage/rising";

const listed = (id: number, more: Partial<ListedArticle> = {}): ListedArticle => ({
  ...{ id, doi: `10.5555/${id}`, title: `Article ${id}`, titleMarkup: null, type: null, section: null },
  ...{
    specialIssueId: null,
    specialIssue: null,
    specialIssueSlug: null,
    volume: "1",
    issue: "1",
    firstPage: String(id),
    year: 2024,
  },
  ...{ published: null, keywords: [], authors: "" },
  ...more,
});
const NOBODY = new ArticleSums([]);

describe("a table is narrowed", () => {
  const articles = [
    listed(1, {
      title: "Sécrétome of stem cells",
      type: "Review",
      authors: "Bollini, Sveva; Lübke, J.",
      keywords: ["Amnion"],
    }),
    listed(2, { section: "Cardiology", specialIssueId: 7, year: 2025, doi: "10.5555/ABC" }),
  ];
  test.each<[string, Partial<Filter>, number[]]>([
    ["by nothing", {}, [1, 2]],
    ["by words of the title, without accents", { words: ["SECRETOME", "cells"] }, [1]],
    ["by a title and an author", { words: ["stem", "lubke"] }, [1]],
    ["by words that stand in different articles", { words: ["secretome", "abc"] }, []],
    ["by a DOI", { words: ["10.5555/abc"] }, [2]],
    ["by a keyword", { keyword: "amnion" }, [1]],
    ["by a part of a keyword, which is none", { keyword: "amni" }, []],
    ["by type", { type: "Review" }, [1]],
    ["by section and year", { section: "Cardiology", year: 2025 }, [2]],
    ["by special issue", { specialIssueId: 7 }, [2]],
    ["by blanks", { words: [" "] }, [1, 2]],
  ])("%s", (_, filter, ids) => {
    expect(filtered(articles, { ...NO_FILTER, ...filter }).map(({ id }) => id)).toEqual(ids);
  });
});

const read = fc.record({
  title: fc.string(),
  published: fc.constantFrom(null, "2024-01-01", "2025-06-30"),
  requests: fc.nat({ max: 5 }),
  percentile: fc.option(fc.nat({ max: 100 }), { nil: undefined }),
});

test("sorting loses no article, puts what is unknown last, and is turned round by its direction", () => {
  fc.assert(
    fc.property(fc.array(read), fc.constantFrom(...SORTS), (reads, sort) => {
      const articles = reads.map(({ title, published }, id) => listed(id, { title, published }));
      const sums = new ArticleSums(
        reads.map(({ requests }, id) => ({ id, ...noMeasures(), totalItemRequests: requests })),
      );
      const stands = new Map(
        reads.flatMap(({ percentile }, id) =>
          percentile === undefined ? [] : [[id, { percentile, articles: 20, age: 3, key: "" }] as const],
        ),
      );
      const [up, down] = [false, true].map((descending) => sorted(articles, { sums, stands }, sort, descending));
      expect(new Set(up)).toEqual(new Set(articles));
      expect(up).toHaveLength(articles.length);
      const keys = (some: ListedArticle[] = []) =>
        some.map(({ id }) =>
          sort === "percentile" ? stands.get(id)?.percentile : sums.measure(id, "totalItemRequests"),
        );
      if (sort !== "percentile" && sort !== "totalItemRequests") return;
      const known = keys(articles)
        .filter((key) => key !== undefined)
        .sort((a, b) => a - b);
      const unknown = Array(articles.length - known.length).fill(undefined);
      expect(keys(up)).toEqual([...known, ...unknown]);
      expect(keys(down)).toEqual([...known.toReversed(), ...unknown]);
    }),
  );
});

test("sums of an article nobody read are zeros, and the share of readers is then unknown", () => {
  const stands = new Map();
  expect(tableRow(listed(1), { sums: NOBODY, stands })).toMatchObject({ measures: noMeasures(), readShare: undefined });
  const some = new ArticleSums([{ id: 1, ...noMeasures(), uniqueItemInvestigations: 8, uniqueItemRequests: 2 }]);
  expect(tableRow(listed(1), { sums: some, stands }).readShare).toBe(0.25);
});

test("the change of reads is sorted by its size, and unknown where nothing is on record before", () => {
  const reads = (counts: number[]) =>
    new ArticleSums(counts.map((count, id) => ({ id, ...noMeasures(), totalItemRequests: count })));
  const articles = [0, 1, 2].map((id) => listed(id));
  const figures = { sums: reads([50, 10, 30]), stands: new Map(), before: reads([60, 1, 30]) };
  expect(sorted(articles, figures, "change", true).map(({ id }) => id)).toEqual([1, 2, 0]);
  expect(tableRow(listed(1), figures).readsBefore).toBe(1);
  expect(tableRow(listed(1), { ...figures, before: undefined }).readsBefore).toBeUndefined();
});

test("days beside months are all the others, once", () => {
  const months = fc.subarray(["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"]);
  fc.assert(
    fc.property(months, fc.nat({ max: 31 }), fc.nat({ max: 40 }), (whole, early, late) => {
      const [from, to] = [addDays("2026-01-01", -early), addDays("2026-04-30", late)];
      const beside = daysBeside(whole, from, to).flatMap((range) =>
        Array.from({ length: daysBetween(range.from, range.to) + 1 }, (_, i) => addDays(range.from, i)),
      );
      const all = Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i));
      expect(beside).toEqual(all.filter((day) => !whole.includes(`${day.slice(0, 7)}-01`)));
    }),
  );
});

describe("ranges set beside a range", () => {
  test.each([
    ["days", { from: "2026-03-03", to: "2026-03-09" }, { from: "2026-02-24", to: "2026-03-02" }],
    ["a month", { from: "2026-03-01", to: "2026-03-31" }, { from: "2026-02-01", to: "2026-02-28" }],
    ["a year", { from: "2025-01-01", to: "2025-12-31" }, { from: "2024-01-01", to: "2024-12-31" }],
    ["one day", { from: "2026-03-01", to: "2026-03-01" }, { from: "2026-02-28", to: "2026-02-28" }],
  ])("before %s", (_, range, before) => {
    expect(rangeBefore(range)).toEqual(before);
  });

  test("a year before, over a leap day", () => {
    expect(rangeLastYear({ from: "2024-02-29", to: "2024-03-01" })).toEqual({ from: "2023-02-28", to: "2023-03-01" });
  });
});

test.each([
  [30, 20, { kind: "share", share: 0.5 }],
  [30, 19, { kind: "number", by: 11 }],
  [0, 0, { kind: "number", by: 0 }],
  [5, undefined, { kind: "unknown" }],
])("%s after %s is told as %o", (now, before, change) => {
  expect(changeOf(now, before)).toEqual(change);
});

test("what rises is read more than chance has it, whatever its total", () => {
  const counts = [
    { lately: 1_000, before: 990 },
    { lately: 40, before: 10 },
    { lately: 19, before: 0 },
    { lately: 20, before: 0 },
    { lately: 100, before: 300 },
  ];
  expect(rising(counts, (one) => one).map(({ lately }) => lately)).toEqual([20, 40]);
});
