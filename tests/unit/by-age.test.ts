import { expect, test } from "vitest";
import { ageLines, aligned } from "@/lib/usage/by-age";

const row = (key: string, age: number, articles: number, total: number) => ({ key, age, articles, total });

test("a group's line is the average of those that arrived, and ends with half of them, or with five", () => {
  const lines = ageLines([
    row("2025", 0, 12, 24),
    row("2025", 1, 12, 60),
    row("2025", 2, 6, 48),
    row("2025", 3, 5, 500),
    row("2026", 0, 4, 400),
    row("2024", 0, 5, 5),
    row("2024", 1, 4, 5),
  ]);
  expect(lines).toEqual([
    {
      key: "2025",
      points: [
        { age: 0, articles: 12, mean: 2 },
        { age: 1, articles: 12, mean: 5 },
        { age: 2, articles: 6, mean: 8 },
      ],
    },
    { key: "2024", points: [{ age: 0, articles: 5, mean: 1 }] },
  ]);
});

test("lines stand over each other's ages", () => {
  const lines = [
    {
      points: [
        { age: 0, value: 1 },
        { age: 7, value: 2 },
      ],
    },
    { points: [{ age: 3, value: 0 }] },
  ];
  expect(aligned(lines)).toEqual({
    ages: [0, 3, 7],
    values: [
      [1, null, 2],
      [null, 0, null],
    ],
  });
});
