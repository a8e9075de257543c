import { lastDay } from "@/lib/calendar/month";
import { reasonWords } from "@/lib/counting/reason";
import type { RestatedMonth } from "@/lib/reports/sql/restated";
import { shortDayWords, wholeNumber } from "@/lib/usage/words";
import type { Part } from "../content";
import { periodWords } from "../period-words";

const PRINTED = 24;
const signed = new Intl.NumberFormat("en-GB", { signDisplay: "exceptZero" });

/** "A list of robots changed; an access log was imported". */
const whyWords = (codes: string): string =>
  reasonWords(codes)
    .map((words, i) => (i === 0 ? words : words.charAt(0).toLowerCase() + words.slice(1)))
    .join("; ");

/** What was counted anew in a period, of months that had been complete, and why. */
export const restatedPart = (months: readonly RestatedMonth[]): Part => ({
  kind: "table",
  table: {
    ...{ key: "restated", sheet: "Restated", title: "What was restated" },
    note: "Months that were complete and were counted again in the days of this report: views and downloads of the days that changed. Figures in this report are those after it.",
    columns: [
      { key: "month", words: "Month", width: 12 },
      { key: "articles", words: "Articles", width: 10 },
      { key: "days", words: "Days", width: 8 },
      { key: "reasons", words: "Reasons", width: 50 },
      { key: "before", words: "Before", width: 12 },
      { key: "after", words: "After", width: 12 },
      { key: "restated", words: "Last restated", width: 14 },
    ],
    rows: months.map(({ month, articles, days, reasons, before, after, last }) => [
      { day: month },
      articles,
      days,
      whyWords(reasons),
      before,
      after,
      { day: last },
    ]),
    print: {
      columns: [
        { words: "Why", width: 0, numbers: false },
        { words: "Of", width: 84, numbers: true },
        { words: "Articles", width: 50, numbers: true },
        { words: "Before", width: 56, numbers: true },
        { words: "After", width: 56, numbers: true },
        { words: "Difference", width: 60, numbers: true },
      ],
      rows: months
        .slice(0, PRINTED)
        .map(({ month, articles, reasons, before, after, last }) => [
          { words: whyWords(reasons) || "No reason on record", under: `last on ${shortDayWords(last)}` },
          periodWords({ from: month, to: lastDay(month.slice(0, 7)) }),
          wholeNumber(articles),
          wholeNumber(before),
          wholeNumber(after),
          signed.format(after - before).replace("-", "−"),
        ]),
      none: "Nothing was restated in these days.",
    },
  },
});
