import fc from "fast-check";
import { expect, test } from "vitest";
import { NETWORK_LEAST, NETWORK_SHARE, networkDay } from "@/lib/integrity/network";

const of = (...usage: number[]) => usage.map((n, i) => ({ network: i, usage: n, visitors: 1 }));

test.each<[string, number[], number[]]>([
  // The first is the usage whose network has no name.
  ["one above 40 % and 30", [0, 41, 30, 29], [1]],
  ["exactly 40 % is not above", [0, 40, 30, 30], []],
  ["29 are too few, whatever their share", [0, 29], []],
  ["30 are enough", [0, 30], [1]],
  ["two may have more than 40 % each", [0, 48, 47, 5], [1, 2]],
  ["what has no name is part of the whole", [60, 40], []],
  ["what has no name is no network", [100], []],
])("%s", (_, usage, expected) => {
  expect(networkDay("2026-01-05", of(...usage))?.networks.map(({ network }) => network) ?? []).toEqual(expected);
});

test("names those and only those networks that the rule speaks of, the larger first, and the whole of the day", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 200 }), { maxLength: 8 }), (usage) => {
      const all = of(...usage);
      const total = usage.reduce((sum, n) => sum + n, 0);
      const expected = all.filter(
        ({ network, usage: n }) => network !== 0 && n >= NETWORK_LEAST && n / total > NETWORK_SHARE,
      );
      const day = networkDay("2026-01-05", all);
      expect(new Set(day?.networks ?? [])).toEqual(new Set(expected));
      if (day) expect(day.usage).toBe(total);
      const sizes = day?.networks.map((one) => one.usage) ?? [];
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    }),
  );
});
