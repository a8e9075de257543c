import type { Evidence, Rule, Sibling } from "@/lib/integrity/evidence";
import type { Flag } from "@/lib/integrity/inbox";
import { dayWords, pointWords, SERIES, shareWords, shortDayWords, wholeNumber } from "@/lib/usage/words";

/** What a rule looks for, as a filter names it. */
export const RULE_WORDS: Record<Rule, string> = {
  network: "Most from one network",
  flat: "The same every day",
  stalled: "One measure stopped",
  spike: "A month unlike its year",
  ratio: "Unlike its peers",
};

export const STATE_WORDS: Record<Flag["state"], string> = {
  open: "Open",
  accepted: "Accepted",
  excluded: "Taken out of the figures",
};

export const measureWords = (measure: Sibling): string =>
  SERIES.find((series) => series.measure === measure)?.label ?? measure;

/** What stands out, in a few words that judge nobody. */
export function headline(evidence: Evidence): string {
  switch (evidence.rule) {
    case "network":
      return "Most requests came from one network";
    case "flat":
      return "Nearly the same figure every day";
    case "stalled":
      return `No ${measureWords(evidence.measure).replace(/^[AF]/, (first) => first.toLowerCase())} while the others went on`;
    case "spike":
      return evidence.sense === "more" ? "Far more than in the months before" : "Far less than in the months before";
    case "ratio":
      return "PDF downloads out of proportion to views, beside its peers";
  }
}

const decimals = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 3 });
export const ratioWords = (ratio: number): string => decimals.format(ratio);

/** The figures that stand out, in a sentence. */
export function figuresWords({ evidence, from }: Pick<Flag, "evidence" | "from">): string {
  switch (evidence.rule) {
    case "network": {
      const usage = evidence.days.reduce((sum, day) => sum + day.usage, 0);
      const most = evidence.days.reduce((sum, { networks }) => sum + (networks[0]?.usage ?? 0), 0);
      const when = evidence.days.length === 1 ? "" : ` on ${wholeNumber(evidence.days.length)} days in a row`;
      return `One network made ${wholeNumber(most)} of ${wholeNumber(usage)} requests by readers${when}: ${shareWords(most, usage)}.`;
    }
    case "flat":
      return `${wholeNumber(evidence.least)} to ${wholeNumber(evidence.most)} views and downloads on each of ${wholeNumber(evidence.days)} days in a row. Readers who come independently of each other vary more.`;
    case "stalled":
      return `None on ${wholeNumber(evidence.days)} days in a row, where about ${wholeNumber(evidence.expected)} were to be expected: the other measures came to ${wholeNumber(evidence.siblings)} in these days.`;
    case "spike":
      return `${wholeNumber(evidence.usage)} views and downloads in ${pointWords(from, "month")}. The ${evidence.months} months before came to ${decimals.format(evidence.average)} each, on average.`;
    case "ratio": {
      const last = evidence.months.at(-1);
      if (!last) return "";
      const view = evidence.to === "abstractViews" ? "abstract view" : "full-text view";
      return `${ratioWords(last.ratio)} PDF downloads for each ${view} in ${pointWords(last.month, "month")}. Nine in ten of the ${wholeNumber(last.peers.articles)} articles of its type have between ${ratioWords(last.peers.low)} and ${ratioWords(last.peers.high)}.`;
    }
  }
}

export const daysWords = ({ from, to }: { from: string; to: string }): string =>
  from === to ? dayWords(from) : `${shortDayWords(from)} to ${shortDayWords(to)}`;
