import { MEANINGS } from "@/lib/counter/meanings";
import type { Measure, Measures } from "@/lib/usage/measures";
import { changeWords, headlineOf } from "./change-words";
import type { Figure } from "./content";

/** The figures of any report of articles, the one that counts first. */
const TOLD: readonly Measure[] = [
  "totalItemRequests",
  "totalItemInvestigations",
  "abstractViews",
  "fullTextViews",
  "pdfDownloads",
];

export const figuresOf = (totals: Measures, before: Measures | undefined): Figure[] =>
  TOLD.map((measure) => ({
    label: MEANINGS[measure].name,
    value: totals[measure],
    ...(before && { before: before[measure] }),
  }));

/** "41,203 full-text reads, +6 %"; undefined where nothing was read, and nothing before. */
export function readsHeadline(totals: Measures, before: Measures | undefined): string | undefined {
  if (totals.totalItemInvestigations === 0 && !before?.totalItemInvestigations) return undefined;
  return headlineOf(totals.totalItemRequests, before?.totalItemRequests, ["full-text read", "full-text reads"]);
}

export const changeCell = (now: number, before: number | undefined): string => changeWords(now, before) ?? "–";
