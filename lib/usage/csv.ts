import { BYTE_ORDER_MARK, delimitedRows } from "@/lib/spreadsheets/delimited";
import type { ArticleUsage } from "./article-usage";
import { MEASURES } from "./measures";

/** What a person wants to know of what the figures are of, above the heading: names and values. */
export interface About {
  of: readonly (readonly [string, string])[];
  sample: boolean;
}

/** A series as CSV. With `about` it is a file for people, which begins with lines that say what it is. */
export function usageCsv(usage: ArticleUsage, about?: About): string {
  const head = about ? [...aboutLines(usage, about), []] : [];
  const rows = usage.series.map((point) => [point.start, ...MEASURES.map((measure) => point[measure])]);
  const csv = delimitedRows([...head, ["start", ...MEASURES], ...rows]);
  return about ? BYTE_ORDER_MARK + csv : csv;
}

function aboutLines(usage: ArticleUsage, { of, sample }: About): string[][] {
  return [
    ...of.map(([name, value]) => [name, value]),
    ["Period", `${usage.from} to ${usage.to}`],
    ["Interval", usage.interval],
    ["Time zone", usage.timeZone],
    ["Recorded since", usage.recordedSince ?? "nothing recorded yet"],
    ["Counted through", usage.countedThrough ?? "nothing counted yet"],
    ["Method", usage.methodVersion],
    ...(sample ? [["Note", "Sample journal: these figures are simulated."]] : []),
  ];
}
