import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "@/lib/calendar/day";
import { SIBLINGS } from "@/lib/integrity/evidence";
import { stalledRuns } from "@/lib/integrity/stalled";

type Three = readonly [abstracts: number, texts: number, pdfs: number];
const series = (days: readonly Three[]) =>
  days.map(([abstractViews, fullTextViews, pdfDownloads], i) => ({
    ...{ day: addDays("2026-01-01", i), abstractViews, fullTextViews, pdfDownloads },
  }));
const times = (count: number, of: Three): Three[] => Array.from({ length: count }, () => of);
const found = (...days: readonly (readonly Three[])[]) =>
  stalledRuns(series(days.flat())).map(({ from, to, evidence }) => [evidence.measure, from, to]);

test.each<[string, (readonly Three[])[], string[][]]>([
  [
    "downloads freeze while views go on, and have not come back",
    [times(28, [40, 20, 20]), times(5, [40, 20, 0])],
    [["pdfDownloads", "2026-01-29", "2026-02-02"]],
  ],
  [
    "… and came back",
    [times(28, [40, 20, 20]), times(5, [40, 20, 0]), times(3, [40, 20, 20])],
    [["pdfDownloads", "2026-01-29", "2026-02-02"]],
  ],
  ["two days may be chance, or a holiday", [times(28, [40, 20, 20]), times(2, [40, 20, 0])], []],
  ["everything freezes", [times(28, [40, 20, 20]), times(5, [0, 0, 0])], []],
  ["everything fades, and the last to go is not at fault", [times(28, [40, 20, 20]), times(5, [10, 2, 0])], []],
  ["a flood of one is no stop of another", [times(28, [40, 20, 20]), times(5, [40, 900, 0])], []],
  ["what is left of its siblings is too little to go by", [times(28, [2, 85, 1]), times(4, [2, 0, 1])], []],
  ["there never were any", [times(40, [40, 20, 0])], []],
  ["too little to say so", [times(28, [4, 2, 2]), times(5, [4, 2, 0])], []],
  [
    "too little, but for long enough",
    [times(28, [4, 2, 2]), times(8, [4, 2, 0])],
    [["pdfDownloads", "2026-01-29", "2026-02-05"]],
  ],
  ["the record is too young", [times(13, [40, 20, 20]), times(9, [40, 20, 0])], []],
  ["views freeze", [times(28, [40, 20, 20]), times(3, [0, 20, 20])], [["abstractViews", "2026-01-29", "2026-01-31"]]],
])("%s", (_, days, expected) => {
  expect(found(...days)).toEqual(expected);
});

test("says what was to be expected", () => {
  const [run] = stalledRuns(series([...times(28, [40, 20, 20]), ...times(5, [50, 25, 0])]));
  expect(run?.evidence).toEqual({
    ...{ rule: "stalled", measure: "pdfDownloads", days: 5, expected: 125, siblings: 375 },
    before: { days: 28, measure: 560, siblings: 1680 },
  });
});

test("on every day of a run there is none of the measure, and there is just before and after it", () => {
  const three = fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 30 }), fc.constantFrom(0, 0, 12, 25));
  fc.assert(
    fc.property(fc.array(three, { maxLength: 30 }), fc.nat({ max: 12 }), (some, quiet) => {
      const all = series([...times(20, [30, 10, 12]), ...times(quiet, [30, 10, 0]), ...some]);
      for (const { from, to, evidence } of stalledRuns(all)) {
        const run = all.filter(({ day }) => day >= from && day <= to);
        expect(SIBLINGS).toContain(evidence.measure);
        expect(run.map((day) => day[evidence.measure])).toEqual(Array(evidence.days).fill(0));
        for (const beside of [addDays(from, -1), addDays(to, 1)])
          expect(all.find(({ day }) => day === beside)?.[evidence.measure]).not.toBe(0);
        expect(evidence.expected).toBeGreaterThanOrEqual(15);
      }
      if (quiet >= 5) expect(stalledRuns(all).length).toBeGreaterThan(0);
    }),
  );
});
