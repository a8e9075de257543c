import { stringify } from "csv-stringify/sync";
import type { ArticleUsage } from "./article-usage";
import { MEASURES } from "./measures";

/** What a person wants to know of what the figures are of, above the heading: names and values. */
export interface About {
  of: readonly (readonly [string, string])[];
  sample: boolean;
}

/**
 * A series as CSV (RFC 4180). With `about` it begins with lines that say what it is, and a byte-order mark so that Excel
 * reads UTF-8; text that a spreadsheet would take for a formula is led by an apostrophe.
 */
export function usageCsv(usage: ArticleUsage, about?: About): string {
  const head = about ? [...aboutLines(usage, about), []] : [];
  const rows = usage.series.map((point) => [point.start, ...MEASURES.map((measure) => point[measure])]);
  const csv = stringify([...head, ["start", ...MEASURES], ...rows], {
    escape_formulas: true,
    record_delimiter: "\r\n",
  });
  return about ? `\ufeff${csv}` : csv;
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
