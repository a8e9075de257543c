import type { EvidenceOf } from "./evidence";

/** Fewer months make no average. */
export const FEWEST_MONTHS = 6;
const MONTHS = 12;

/**
 * The Code's hint for months that somebody should look at (§2.6 of our digest of R5.1): more than three times the average of the twelve
 * months before plus 100, or less than one per cent of an average of 20 or more. `before` are the months before, the newest last, none
 * from before the record begins; of fewer than six nothing is said.
 */
export function spike(usage: number, before: readonly number[]): EvidenceOf<"spike"> | undefined {
  const year = before.slice(-MONTHS);
  if (year.length < FEWEST_MONTHS) return undefined;
  const average = year.reduce((sum, month) => sum + month, 0) / year.length;
  const sense =
    usage > 3 * average + 100
      ? ("more" as const)
      : average >= 20 && usage < 0.01 * average
        ? ("less" as const)
        : undefined;
  return sense && { rule: "spike", usage, average: Math.round(average * 10) / 10, months: year.length, sense };
}
