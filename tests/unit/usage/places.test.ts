import fc from "fast-check";
import { expect, test } from "vitest";
import { hideSmall } from "@/lib/usage/places";
import type { PlaceRow } from "@/lib/usage/sql/places";

const rowsOf = (...totals: number[]): PlaceRow[] =>
  totals.map((total, i) => ({
    place: `p${i}`,
    totalItemInvestigations: total,
    totalItemRequests: Math.floor(total / 2),
  }));
const namesOf = (rows: readonly PlaceRow[]) => rows.map(({ place }) => place);

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
      const sum = (list: readonly PlaceRow[]) => list.reduce((total, row) => total + row.totalItemInvestigations, 0);
      expect(sum(named) + hidden.totalItemInvestigations).toBe(sum(all));
      expect(named.length + hidden.places).toBe(all.length);
      expect(named.every((row) => row.totalItemInvestigations >= least)).toBe(true);
      // One alone would be the difference between the total and what is told; it stays so only where there is no other.
      if (all.length > 1) expect(hidden.places).not.toBe(1);
    }),
  );
});
