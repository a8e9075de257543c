import fc from "fast-check";
import { expect, test } from "vitest";
import { farRatios, quantile } from "@/lib/integrity/ratio";

const usage = (articleId: number, abstractViews: number, fullTextViews: number, pdfDownloads: number) => ({
  ...{ articleId, abstractViews, fullTextViews, pdfDownloads },
});
/** Thirty articles whose PDFs are about half of their abstract views and as many as their full texts. */
const peers = Array.from({ length: 30 }, (_, i) =>
  usage(i, 200 + i * 7, 100 + ((i * 13) % 9) + i * 3, 100 + ((i * 5) % 11) + i * 3),
);
const found = (...more: ReturnType<typeof usage>[]) =>
  farRatios("2026-01-01", [...peers, ...more]).map(({ articleId, to }) => [articleId, to]);

test.each<[string, ReturnType<typeof usage>[], [number, string][]]>([
  ["peers alone", [], []],
  ["many downloads for few views", [usage(99, 40, 20, 900)], [[99, "abstractViews"]]],
  ["many views and no downloads", [usage(99, 900, 300, 0)], [[99, "abstractViews"]]],
  ["twice what its peers have", [usage(99, 300, 150, 300)], []],
  ["a small one may be far by chance", [usage(99, 10, 10, 38)], []],
  ["too little to say so", [usage(99, 0, 0, 49)], []],
])("%s", (_, more, expected) => {
  expect(found(...more)).toEqual(expected);
});

test("nothing is said among fewer than twenty, nor of what is not recorded", () => {
  const odd = usage(99, 40, 20, 900);
  expect(farRatios("2026-01-01", [...peers.slice(0, 18), odd])).toEqual([]);
  expect(farRatios("2026-01-01", [...peers.slice(0, 19), odd])).toHaveLength(1);
  const none = [...peers, odd].map((one) => ({ ...one, abstractViews: 0 }));
  expect(farRatios("2026-01-01", none).map(({ to }) => to)).toEqual(["fullTextViews"]);
});

test("says where its peers are", () => {
  const [far] = farRatios("2026-01-01", [...peers, usage(99, 900, 300, 0)]);
  expect(far?.month).toMatchObject({ month: "2026-01-01", pdfDownloads: 0, views: 900, ratio: 0.001 });
  expect(far?.month.peers.articles).toBe(31);
  const { low = 0, median = 0, high = 0 } = far?.month.peers ?? {};
  expect(low).toBeLessThan(median);
  expect(median).toBeLessThan(high);
  expect(median).toBeCloseTo(0.5, 1);
});

test("a few odd ones do not hide each other, nor make others odd", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 400, max: 4_000 }), (count, downloads) => {
      const odd = Array.from({ length: count }, (_, i) => usage(100 + i, 20, 10, downloads));
      expect(found(...odd).map(([id]) => id)).toEqual(odd.map(({ articleId }) => articleId));
    }),
  );
});

test("quantiles lie between the values beside them", () => {
  expect([0, 0.25, 0.5, 1].map((part) => quantile([1, 2, 3, 5], part))).toEqual([1, 1.75, 2.5, 5]);
  expect(quantile([7], 0.9)).toBe(7);
});
