import { expect, test } from "vitest";
import { Kept } from "@/lib/usage/kept";

test("an answer is asked for once while it is good, also by two at once; a failure is asked for again", async () => {
  let now = 0;
  let asked = 0;
  const kept = new Kept<number>({ most: 2, ms: 100, clock: () => now });
  const ask = async () => {
    asked += 1;
    return asked;
  };
  expect(await Promise.all([kept.of("a", ask), kept.of("a", ask)])).toEqual([1, 1]);
  now = 99;
  expect(await kept.of("a", ask)).toBe(1);
  now = 100;
  expect(await kept.of("a", ask)).toBe(2);
  await expect(kept.of("b", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await kept.of("b", ask)).toBe(3);
  // Of two that are kept the one asked for longest ago makes room.
  await kept.of("a", ask);
  await kept.of("c", ask);
  expect(await kept.of("a", ask)).toBe(2);
  expect(await kept.of("b", ask)).toBe(5);
});
