import fc from "fast-check";
import { expect, test } from "vitest";
import { spike } from "@/lib/integrity/spike";

const year = (month: number, count = 12) => Array.from({ length: count }, () => month);

test.each<[string, number, number[], string | undefined]>([
  ["three times the average and 100 is not more", 400, year(100), undefined],
  ["one above it is", 401, year(100), "more"],
  ["of nothing, 100 is nothing", 100, year(0), undefined],
  ["of nothing, 101 is something", 101, year(0), "more"],
  ["one per cent of 100 is not less", 1, year(100), undefined],
  ["below it is", 0, year(100), "less"],
  ["an average of 20 is enough", 0, year(20), "less"],
  ["one of 19 is not", 0, year(19), undefined],
  ["six months make an average", 401, year(100, 6), "more"],
  ["five do not", 401, year(100, 5), undefined],
  ["only the last twelve are asked", 401, [...year(9_000), ...year(100)], "more"],
])("%s", (_, usage, before, sense) => {
  expect(spike(usage, before)?.sense).toBe(sense);
});

test("is the hint of the Code, for any year", () => {
  const month = fc.nat({ max: 3_000 });
  fc.assert(
    fc.property(month, fc.array(month, { minLength: 12, maxLength: 12 }), (usage, before) => {
      const total = before.reduce((sum, one) => sum + one, 0);
      const more = usage * 12 > 3 * total + 1200;
      const less = total >= 240 && usage * 1200 < total;
      expect(spike(usage, before)?.sense).toBe(more ? "more" : less ? "less" : undefined);
    }),
  );
});
