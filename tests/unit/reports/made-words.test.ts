import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/calendar/day";
import { changeWords, headlineOf, shareWords } from "@/lib/reports/made/change-words";
import { fileName, periodName } from "@/lib/reports/made/format";
import { reachOf } from "@/lib/reports/made/frame";
import { shortAuthors } from "@/lib/reports/made/parts/article-name";
import { placeDays } from "@/lib/reports/made/parts/places";
import { periodWords } from "@/lib/reports/made/period-words";
import { filterWords, parseView, viewAddress } from "@/lib/reports/made/view";

test.each([
  ["2025-11-01", "2025-11-30", "November 2025", "2025-11"],
  ["2024-02-01", "2024-02-29", "February 2024", "2024-02"],
  ["2025-02-01", "2025-02-27", "1 – 27 Feb 2025", "2025-02-01-to-2025-02-27"],
  ["2026-01-01", "2026-03-31", "1 Jan – 31 Mar 2026", "2026-01-01-to-2026-03-31"],
  ["2025-01-01", "2025-12-31", "2025", "2025"],
  ["2024-07-01", "2025-06-30", "1 Jul 2024 – 30 Jun 2025", "2024-07-01-to-2025-06-30"],
  ["2025-12-29", "2026-01-04", "29 Dec 2025 – 4 Jan 2026", "2025-12-29-to-2026-01-04"],
  ["2026-03-03", "2026-03-03", "3 Mar 2026", "2026-03-03"],
])("%s to %s is %s, and %s in names of files", (from, to, words, name) => {
  expect(periodWords({ from, to })).toBe(words);
  expect(periodName({ from, to })).toBe(name);
});

test.each<[now: number, before: number | undefined, words: string | undefined]>([
  [41_203, 38_871, "+6 %"],
  [41_203, undefined, undefined],
  [20, 40, "−50 %"],
  [40, 20, "+100 %"],
  [40, 19, "+21"],
  [3, 19, "−16"],
  [7, 0, "none before"],
  [0, 0, "unchanged"],
  [19, 19, "unchanged"],
  [500, 500, "unchanged"],
  [1_002, 1_000, "nearly unchanged"],
])("%d after %s is %s: a percentage of twenty or more alone", (now, before, words) => {
  expect(changeWords(now, before)).toBe(words);
});

test("a headline is a figure, what it counts, and how it changed", () => {
  const reads = ["full-text read", "full-text reads"] as const;
  expect(headlineOf(41_203, 38_871, reads)).toBe("41,203 full-text reads, +6 %");
  expect(headlineOf(1, undefined, reads)).toBe("1 full-text read");
  expect(headlineOf(0, 25, reads)).toBe("0 full-text reads, −100 %");
});

test.each<[number | undefined, number, string]>([
  [0.5, 0, "50 %"],
  [0.1249, 1, "12.5 %"],
  [undefined, 0, "–"],
  [0 / 0, 1, "–"],
])("the share %s is %s", (share, digits, words) => expect(shareWords(share, digits)).toBe(words));

test.each([
  [["J. Clin. Med.", "Journal overview", "2025-11"], "J-Clin-Med-Journal-overview-2025-11.pdf"],
  [["Łódź Übersicht", "Special issue “Stem/Cells”"], "odz-Ubersicht-Special-issue-Stem-Cells.pdf"],
  [["幹細胞", "Articles", "2025"], "Articles-2025.pdf"],
  [["../../etc/passwd", "x".repeat(200)], `etc-passwd-${"x".repeat(60)}.pdf`],
])("%j is the file %s", (parts, name) => expect(fileName(parts, "pdf")).toBe(name));

test.each([
  ["", ""],
  ["Family, G.", "Family, G."],
  ["Family, G.; Other, O.", "Family, G.; Other, O."],
  [Array.from({ length: 200 }, (_, i) => `F${i}, G.`).join("; "), "F0, G. and 199 others"],
])("authors %s are %s in a line", (authors, words) => expect(shortAuthors(authors)).toBe(words));

describe("what a period may be set beside", () => {
  const MAY = { from: "2026-05-01", to: "2026-05-31" };
  const of = (more: { counted?: string; since?: string; provisional?: boolean }) =>
    reachOf(MAY, {
      counted: more.counted === undefined ? undefined : new Date(more.counted),
      since: more.since,
      provisional: more.provisional ?? false,
    });

  test("is the month before, where the record reaches over it and the period is whole", () => {
    expect(of({ counted: "2026-06-02T00:00:00Z", since: "2026-04-01" })).toMatchObject({
      before: { from: "2026-04-01", to: "2026-04-30" },
      countedThrough: "2026-05-31T23:59:59Z",
      provisional: false,
    });
    expect(of({ counted: "2026-06-02T00:00:00Z", since: "2026-04-02" }).before).toBeUndefined();
    expect(of({ counted: "2026-06-02T00:00:00Z" }).before).toBeUndefined();
  });

  test.each([[{ counted: "2026-05-31T23:59:58Z", since: "2020-01-01" }], [{ since: "2020-01-01" }]])(
    "is nothing before it is counted whole, and then it is provisional: %j",
    (more) => {
      expect(of(more)).toMatchObject({ before: undefined, provisional: true });
    },
  );

  test("stays what it is where a report is said to be provisional", () => {
    expect(of({ counted: "2026-06-02T00:00:00Z", since: "2026-01-01", provisional: true })).toMatchObject({
      provisional: true,
      before: { from: "2026-04-01", to: "2026-04-30" },
    });
  });
});

test("places are told by whole months that are over, whatever the days of a report", () => {
  const day = fc.integer({ min: 0, max: 900 }).map((n) => addDays("2024-01-01", n));
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 400 }), day, (from, length, through) => {
      const days = placeDays({ from, to: addDays(from, length) }, through);
      expect(days.from.slice(8)).toBe("01");
      expect(addDays(days.to, 1).slice(8)).toBe("01");
      expect(days.to <= through).toBe(true);
    }),
  );
});

describe("a view", () => {
  const issues = [{ id: 7, title: "Stem Cells" }];
  test.each([
    ["", ""],
    ["q=stem+cells&type=Review&year=2025", "“stem cells”, Review, published in 2025"],
    ["special-issue=7&section=Cardiology&keyword=MSC", "section Cardiology, special issue “Stem Cells”, keyword MSC"],
  ])("%s is of %s", (view, words) => expect(filterWords(parseView(view).table, issues)).toBe(words));

  test("gets the days of the report in place of its own, which are no fault", () => {
    const view = "range=90d&q=stem&compare=off&page=3&column=type";
    expect(parseView(view).faults).toEqual([]);
    expect(viewAddress(view, { from: "2025-11-01", to: "2025-11-30" })).toBe(
      "q=stem&column=type&from=2025-11-01&to=2025-11-30",
    );
  });
});
