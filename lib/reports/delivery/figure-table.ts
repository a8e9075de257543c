import { numberWords } from "@/lib/authors/letter/words";
import type { MailTable } from "@/lib/mail/layout";
import { changeOf } from "@/lib/usage/change";
import type { Facts } from "./facts";

const signed = new Intl.NumberFormat("en-GB", { signDisplay: "exceptZero" });
const withMinus = (words: string): string => words.replace("-", "−");

/** The figures of a report for a mail: three narrow columns, which a phone has room for. */
export function figureTable({ title, scope, periodWords, figures }: Facts): MailTable {
  const compared = figures.some(({ before }) => before !== undefined);
  return {
    caption: `${title} of ${scope}${compared ? ", beside the period before" : ""}`,
    head: ["Measure", periodWords, ...(compared ? ["Change"] : [])],
    rows: figures.map(({ label, value, before }) => [
      label,
      numberWords(value),
      ...(compared ? [changeWords(value, before)] : []),
    ]),
  };
}

/** "+6 %", "−3": a percentage only of twenty or more; a dash where nothing is known of before. */
export function changeWords(now: number, before: number | undefined): string {
  const change = changeOf(now, before);
  switch (change.kind) {
    case "unknown":
      return "–";
    case "number":
      return change.by === 0 ? "unchanged" : withMinus(signed.format(change.by));
    case "share": {
      const percent = Math.round(change.share * 100);
      if (percent === 0) return change.share === 0 ? "unchanged" : "under 1 %";
      return `${withMinus(signed.format(percent))} %`;
    }
  }
}
