import { expect, test } from "vitest";
import { yearOfPublication } from "@/lib/catalog/year-of-publication";

test.each([
  ["3", "VoR", 2026],
  ["3", null, 2026],
  ["3", "CVoR", 2026],
  ["3", "EVoR", 2026],
  ["3", "AM", 9999],
  ["3", "P", 9999],
  ["1", "AO", 9999],
  ["1", "SMUR", 9999],
  ["in press", null, 9999],
  ["Articles in Press", "VoR", 9999],
  ["ahead-of-print", null, 9999],
  ["Online_First", null, 9999],
  ["Early View", null, 9999],
  ["Press", null, 2026],
  ["0", null, 2026],
  ["S1", null, 2026],
] as const)("issue %s, version %s: %i", (issue, version, year) => {
  expect(yearOfPublication({ year: 2026, issue, version })).toBe(year);
});
