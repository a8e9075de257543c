import { changeOf } from "@/lib/usage/change";
import { wholeNumber } from "@/lib/usage/words";

const signed = new Intl.NumberFormat("en-GB", { signDisplay: "exceptZero" });
const withMinus = (words: string): string => words.replace("-", "−");

/**
 * "+6 %", "−3", "none before": how a figure changed. A percentage only of twenty or more (field.md §4 item 5); undefined where nothing is
 * known of before.
 */
export function changeWords(now: number, before: number | undefined): string | undefined {
  const change = changeOf(now, before);
  switch (change.kind) {
    case "unknown":
      return undefined;
    case "number":
      return before === 0 && now > 0
        ? "none before"
        : now === before
          ? "unchanged"
          : withMinus(signed.format(change.by));
    case "share": {
      const percent = Math.round(change.share * 100);
      if (percent === 0) return change.share === 0 ? "unchanged" : "nearly unchanged";
      return `${withMinus(signed.format(percent))} %`;
    }
  }
}

/** "50 %", "12.5 %": a part of a whole; nothing of nothing is none. */
export const shareWords = (share: number | undefined, digits = 0): string =>
  share === undefined || Number.isNaN(share) ? "–" : `${(share * 100).toFixed(digits)} %`;

/** "41,203 full-text reads, +6 %": what the subject of a mail says. */
export function headlineOf(now: number, before: number | undefined, [one, many]: readonly [string, string]): string {
  const change = changeWords(now, before);
  return `${wholeNumber(now)} ${now === 1 ? one : many}${change === undefined ? "" : `, ${change}`}`;
}
