import { expect, test } from "vitest";
import { Looked } from "@/lib/integrity/looked";

const of = (...prints: [string, string][]) => prints.map(([day, print]) => ({ journalId: 1, day, print }));

test("names the days that came, changed or went since they were looked at, by journal", () => {
  const looked = new Looked();
  const first = of(["2026-01-02", "a"], ["2026-01-01", "a"]);
  expect(looked.changed(1, first)).toEqual(["2026-01-01", "2026-01-02"]);
  looked.remember(1, first);
  expect(looked.changed(1, first)).toEqual([]);
  expect(looked.changed(2, first)).toHaveLength(2);
  expect(looked.changed(1, of(["2026-01-01", "b"], ["2026-01-03", "a"]))).toEqual([
    "2026-01-01",
    "2026-01-02",
    "2026-01-03",
  ]);
});
