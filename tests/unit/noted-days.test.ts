import { expect, test } from "vitest";
import { marksOf, notesAt, numberWords, together } from "@/app/_charts/noted-days";

const noted = [
  { day: "2026-01-02", number: 1, words: "before everything" },
  { day: "2026-01-05", number: 2, words: "a mailing" },
  { day: "2026-01-09", number: 3, words: `something ${"very ".repeat(30)}long` },
];
const starts = ["2026-01-05", "2026-01-12"];

test("a day is marked at the interval that holds it, and not before the first", () => {
  expect(marksOf(noted, starts)).toEqual([
    { at: 0, number: 2 },
    { at: 0, number: 3 },
  ]);
});

test("a point's tooltip says what happened in it, in short", () => {
  const [first, second] = notesAt(0, marksOf(noted, starts), noted);
  expect(first).toBe("2: a mailing");
  expect(second).toMatch(/^3: something very .*…$/);
  expect(second?.length).toBeLessThan(75);
  expect(notesAt(1, marksOf(noted, starts), noted)).toEqual([]);
});

test("marks that would cover each other stand together", () => {
  const marks = [40, 10, 20, 90].map((x, i) => ({ x, number: i + 1 }));
  expect(together(marks)).toEqual([
    { x: 10, numbers: [2, 3] },
    { x: 40, numbers: [1] },
    { x: 90, numbers: [4] },
  ]);
  expect([[1], [1, 2], [1, 2, 5]].map(numberWords)).toEqual(["1", "1, 2", "1–5"]);
});
