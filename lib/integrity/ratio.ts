import type { Day } from "@/lib/calendar/day";
import type { EvidenceOf } from "./evidence";

/** Fewer peers make no band. */
export const FEWEST_PEERS = 20;
/** A ratio of fewer views and downloads is an anecdote. */
const LEAST = 50;
/** So many robust deviations from the middle of its peers: one in a million if peers were normal, which they are not quite. */
const FAR = 5;
/** From a median absolute deviation to a standard one. */
const TO_SIGMA = 1.4826;
/** However much alike the peers are, less than three times their ratio, or a third of it, is not far. */
const LEAST_DEVIATION = 0.22;
const VIEWS = ["abstractViews", "fullTextViews"] as const;

export interface MonthUsage {
  articleId: number;
  abstractViews: number;
  fullTextViews: number;
  pdfDownloads: number;
}

export type RatioMonth = EvidenceOf<"ratio">["months"][number];
export interface FarRatio {
  articleId: number;
  to: EvidenceOf<"ratio">["to"];
  month: RatioMonth;
}

/**
 * Articles whose PDF downloads stand out of proportion to their abstract views, or to their full-text views, beside those of the other
 * articles of the same journal and type in the same month. The middle and the spread are medians of logarithms, which a few odd ones do
 * not move; what chance adds to small numbers is allowed for. The farther of the two ratios is told.
 */
export function farRatios(month: Day, peers: readonly MonthUsage[]): FarRatio[] {
  const farthest = new Map<number, FarRatio & { far: number }>();
  for (const to of VIEWS)
    for (const one of farFrom(month, to, peers))
      if (one.far > (farthest.get(one.articleId)?.far ?? 0)) farthest.set(one.articleId, one);
  return [...farthest.values()].map(({ far: _, ...found }) => found);
}

function farFrom(month: Day, to: FarRatio["to"], peers: readonly MonthUsage[]): (FarRatio & { far: number })[] {
  const enough = peers
    .filter((one) => one.pdfDownloads + one[to] >= LEAST)
    .map((one) => ({ one, log: Math.log((one.pdfDownloads + 0.5) / (one[to] + 0.5)) }));
  // Where nobody has any of it, it is not recorded here.
  if (enough.length < FEWEST_PEERS || enough.every(({ one }) => one[to] === 0)) return [];
  const logs = enough.map(({ log }) => log).sort((a, b) => a - b);
  const middle = quantile(logs, 0.5);
  const away = logs.map((log) => Math.abs(log - middle)).sort((a, b) => a - b);
  const deviation = Math.max(LEAST_DEVIATION, TO_SIGMA * quantile(away, 0.5));
  const share = Math.exp(middle) / (1 + Math.exp(middle));
  const band = {
    articles: enough.length,
    median: round(Math.exp(middle)),
    low: round(Math.exp(quantile(logs, 0.05))),
    high: round(Math.exp(quantile(logs, 0.95))),
  };
  return enough.flatMap(({ one: { articleId, pdfDownloads, [to]: views }, log }) => {
    // What chance makes of a share among so many, were it that of the peers.
    const chance = 1 / ((pdfDownloads + views) * share * (1 - share));
    const far = Math.abs(log - middle) / Math.sqrt(deviation ** 2 + chance);
    const ratio = round(Math.exp(log));
    return far <= FAR ? [] : [{ articleId, to, far, month: { month, pdfDownloads, views, ratio, peers: band } }];
  });
}

/** Of sorted values, between the two nearest. */
export function quantile(sorted: readonly number[], part: number): number {
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)] ?? 0;
  return below + ((sorted[Math.ceil(place)] ?? below) - below) * (place - Math.floor(place));
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
