import type { ItemUsage } from "@/lib/counter/item-usage";

/** The figures every series, total and export carries, in the order they are shown. */
export const MEASURES = [
  "abstractViews",
  "fullTextViews",
  "pdfDownloads",
  "totalItemInvestigations",
  "uniqueItemInvestigations",
  "totalItemRequests",
  "uniqueItemRequests",
] as const satisfies readonly (keyof ItemUsage)[];
export type Measure = (typeof MEASURES)[number];
export type Measures = Record<Measure, number>;

export const noMeasures = (): Measures => ({
  abstractViews: 0,
  fullTextViews: 0,
  pdfDownloads: 0,
  totalItemInvestigations: 0,
  uniqueItemInvestigations: 0,
  totalItemRequests: 0,
  uniqueItemRequests: 0,
});

/** Sums add up exactly, uniques too: a COUNTER session ends with the clock hour, so no session is in two days. */
export function sumOf(rows: readonly Measures[]): Measures {
  const sum = noMeasures();
  for (const row of rows) for (const measure of MEASURES) sum[measure] += row[measure];
  return sum;
}
