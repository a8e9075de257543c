import type { Measure, Measures } from "@/lib/usage/measures";
import { compactNumber, wholeNumber } from "@/lib/usage/words";

/** What a badge may show, as its address names it. */
export const BADGE_MEASURES = {
  views: { measure: "totalItemInvestigations", one: "view", many: "views", exact: "views and downloads" },
  reads: { measure: "totalItemRequests", one: "read", many: "reads", exact: "full-text reads" },
  downloads: { measure: "pdfDownloads", one: "download", many: "downloads", exact: "PDF downloads" },
} as const satisfies Record<string, { measure: Measure; one: string; many: string; exact: string }>;
export type BadgeMeasure = keyof typeof BADGE_MEASURES;

export const isBadgeMeasure = (word: string): word is BadgeMeasure => Object.hasOwn(BADGE_MEASURES, word);

/** “1.2k views”, and in full “1,234 views and downloads”. */
export function figureWords(totals: Measures, of: BadgeMeasure): { short: string; exact: string } {
  const { measure, one, many, exact } = BADGE_MEASURES[of];
  const figure = totals[measure];
  const short = figure < 1_000 ? String(figure) : figure < 10_000 ? thousands(figure) : compactNumber(figure);
  return { short: `${short} ${figure === 1 ? one : many}`, exact: `${wholeNumber(figure)} ${exact}` };
}

/** Never more than there were. */
const thousands = (figure: number): string => `${Math.floor(figure / 100) / 10}k`;
