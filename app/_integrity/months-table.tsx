import { Fold } from "@/app/_frame/fold";
import { WideTable } from "@/app/_frame/wide-table";
import details from "@/app/_metrics/details.module.css";
import type { UsageMonth } from "@/lib/counting/sql/months";
import { instantWords, shortDayWords } from "@/lib/usage/words";

/** So many of the newest are shown at once. */
const SHOWN = 6;

/** Months with requests on record, and what became of them. */
export function MonthsTable({ months, words }: { months: readonly UsageMonth[]; words: (month: string) => string }) {
  if (months.length === 0) return <p>Nothing is on record yet.</p>;
  const table = (label: string, rows: readonly UsageMonth[]) => (
    <WideTable label={label}>
      <thead>
        <tr>
          <th scope="col">Month</th>
          <th scope="col">Last written to</th>
          <th scope="col">Complete since</th>
          <th scope="col">Requests dropped</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ month, touched, completed, pruned }) => (
          <tr key={month}>
            <th scope="row">{words(month)}</th>
            <td>{shortDayWords(touched)}</td>
            <td>{completed === null ? "not yet" : instantWords(completed)}</td>
            <td>{pruned === null ? "no" : instantWords(pruned)}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
  return (
    <>
      {table("The newest months", months.slice(0, SHOWN))}
      {months.length > SHOWN && (
        <Fold className={details.more} prints>
          <summary>{months.length - SHOWN} earlier months</summary>
          {table("Earlier months", months.slice(SHOWN))}
        </Fold>
      )}
    </>
  );
}
