import fc from "fast-check";
import { expect, test } from "vitest";
import { hideSmall, hideSmallTogether } from "@/lib/usage/places";
import type { PlaceRow } from "@/lib/usage/sql/places";

const rowsOf = (...totals: number[]): PlaceRow[] =>
  totals.map((total, i) => ({
    place: `p${i}`,
    totalItemInvestigations: total,
    totalItemRequests: Math.floor(total / 2),
  }));
const namesOf = (rows: readonly { place: string }[]) => rows.map(({ place }) => place);

test.each<[string, number[], number, string[], number, number]>([
  ["nothing", [], 5, [], 0, 0],
  ["nothing small", [9, 7, 5], 5, ["p0", "p1", "p2"], 0, 0],
  ["the small together", [9, 4, 3], 5, ["p0"], 2, 7],
  ["one small takes the next along", [9, 7, 4], 5, ["p0"], 2, 11],
  ["a single place that is small", [3], 5, [], 1, 3],
  ["all small", [4, 4, 1], 5, [], 3, 9],
])("%s", (_, totals, least, named, places, sum) => {
  const told = hideSmall(rowsOf(...totals), least);
  expect(namesOf(told.named)).toEqual(named);
  expect(told.hidden).toMatchObject({ places, totalItemInvestigations: sum });
});

const rows = fc
  .array(fc.integer({ min: 1, max: 40 }), { maxLength: 12 })
  .map((totals) => rowsOf(...totals.sort((a, b) => b - a)));

test("nothing is lost, none that is told is small, and no hidden one can be worked out from what is told", () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 20 }), (all, least) => {
      const { named, hidden } = hideSmall(all, least);
      const sum = (list: readonly { totalItemInvestigations: number }[]) =>
        list.reduce((total, row) => total + row.totalItemInvestigations, 0);
      expect(sum(named) + hidden.totalItemInvestigations).toBe(sum(all));
      expect(named.length + hidden.places).toBe(all.length);
      expect(named.every((row) => row.totalItemInvestigations >= least)).toBe(true);
      // One alone would be the difference between the total and what is told; it stays so only where there is no other.
      if (all.length > 1) expect(hidden.places).not.toBe(1);
    }),
  );
});

test("reads are as small a number as views, and a place that is only taken along is told of", () => {
  const one = (place: string, views: number, reads: number): PlaceRow => ({
    ...{ place, totalItemInvestigations: views, totalItemRequests: reads },
  });
  expect(hideSmall([one("DE", 9, 4), one("FR", 8, 0), one("US", 7, 5), one("IT", 3, 2)], 5)).toEqual({
    named: [one("DE", 9, 4), one("FR", 8, 0)].map((row) =>
      row.place === "DE" ? { ...row, totalItemRequests: undefined } : row,
    ),
    hidden: { places: 2, taken: true, totalItemInvestigations: 10, totalItemRequests: 7 },
  });
  expect(hideSmall([one("DE", 9, 9), one("IT", 3, 1), one("US", 1, 1)], 5).hidden).toEqual({
    ...{ places: 2, taken: false, totalItemInvestigations: 4, totalItemRequests: undefined },
  });
});

test("articles together hide what each of them told apart would give away", () => {
  const own = fc.record({
    least: fc.integer({ min: 1, max: 10 }),
    totals: fc.dictionary(fc.constantFrom("DE", "FR", "IT", "US"), fc.integer({ min: 1, max: 15 })),
  });
  fc.assert(
    fc.property(fc.array(own, { minLength: 1, maxLength: 4 }), (articles) => {
      const rowsOfOne = ({ totals }: (typeof articles)[number], id: number) =>
        Object.entries(totals)
          .map(([place, total]) => ({ id, place, totalItemInvestigations: total, totalItemRequests: 0 }))
          .sort((a, b) => b.totalItemInvestigations - a.totalItemInvestigations);
      const leastOf = (id: number) => articles[id]?.least ?? 0;
      const rows = articles.flatMap(rowsOfOne);
      const least = Math.max(0, ...rows.map(({ id }) => leastOf(id)));
      const { named, hidden } = hideSmallTogether(rows, leastOf);
      const all = new Set(rows.map(({ place }) => place));
      expect(named.length + hidden.places).toBe(all.size);
      for (const { place, totalItemInvestigations } of named) {
        expect(totalItemInvestigations).toBeGreaterThanOrEqual(least);
        const told = articles
          .flatMap((one, id) => hideSmall(rowsOfOne(one, id), leastOf(id)).named)
          .filter((row) => row.place === place)
          .reduce((sum, row) => sum + row.totalItemInvestigations, 0);
        const rest = totalItemInvestigations - told;
        if (rest > 0) expect(rest).toBeGreaterThanOrEqual(least);
      }
    }),
  );
});
