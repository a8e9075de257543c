import Link from "next/link";
import { addMonths, type Month } from "@/lib/calendar/month";
import { type AskedReport, askedSearch } from "@/lib/reports/counter/asked-report";
import type { Availability } from "@/lib/reports/counter/availability";
import styles from "./counter.module.css";
import { monthWords } from "./words";

/** Periods that are often asked for, as far as there are months of them. */
function periods({ first, last }: Availability): [words: string, from: Month, to: Month][] {
  const year = last.slice(0, 4);
  const before = String(Number(year) - 1).padStart(4, "0");
  const clipped = (month: Month) => (month < first ? first : month);
  const all: [string, Month, Month][] = [
    ["Latest month", last, last],
    [`${year} so far`, clipped(`${year}-01`), last],
    ["Last 12 months", clipped(addMonths(last, -11)), last],
    [before, clipped(`${before}-01`), `${before}-12`],
  ];
  return all.filter(([, from, to], i) => from <= to && all.findIndex((one) => one[1] === from && one[2] === to) === i);
}

/** Which months there are, and the usual choices among them. */
export function MonthLinks({ asked, available }: { asked: AskedReport; available: Availability }) {
  const { begin_date: from, end_date: to } = asked.parameters;
  return (
    <p className={styles.months}>
      There are reports of {monthWords(available.first)} to {monthWords(available.last)}.{" "}
      {periods(available).map(([words, begin_date, end_date]) => (
        <Link
          prefetch={false}
          key={words}
          href={`/desk/counter?${askedSearch(asked, { begin_date, end_date })}`}
          aria-current={from === begin_date && to === end_date ? "true" : undefined}
        >
          {words}
        </Link>
      ))}
    </p>
  );
}
