import { ArticleName } from "@/app/_desk/article-name";
import table from "@/app/_desk/table.module.css";
import { Scroll } from "@/app/_frame/scroll";
import { reasonWords } from "@/lib/counting/reason";
import type { LedgerRow } from "@/lib/counting/sql/journal-ledger";
import { instantWords, shortDayWords, wholeNumber } from "@/lib/usage/words";

const SHOWN = [
  ["totalItemInvestigations", "Views and downloads"],
  ["totalItemRequests", "Full-text reads"],
] as const;

/** Entries of the ledger: what a day's figures were and are, why, and by which method. */
export function LedgerTable({ rows, issn, shown }: { rows: readonly LedgerRow[]; issn: string; shown: string }) {
  return (
    <Scroll className={table.scroll} label="Entries of the ledger, a table">
      <table className={table.table}>
        <caption>{shown}</caption>
        <thead>
          <tr>
            <th scope="col">Article</th>
            <th scope="col">Day</th>
            {SHOWN.map(([figure, words]) => (
              <th key={figure} scope="col">
                {words}
              </th>
            ))}
            <th scope="col" data-text="">
              Why
            </th>
            <th scope="col" data-text="">
              Counted anew
            </th>
            <th scope="col" data-text="">
              Method
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: entries have a fixed order and no name of their own
            <tr key={i}>
              <th scope="row">
                <ArticleName of={row} issn={issn} />
                <span className={table.doi}>{row.doi}</span>
              </th>
              <td>
                <span className={table.label}>Day</span>
                {shortDayWords(row.day)}
              </td>
              {SHOWN.map(([figure, words]) => (
                <td key={figure}>
                  <span className={table.label}>{words}</span>
                  {changeWords(row.before[figure] ?? 0, row.after[figure] ?? 0)}
                </td>
              ))}
              <td data-text="">
                <span className={table.label}>Why</span>
                {reasonWords(row.reasons).join("; ")}
              </td>
              <td data-text="">
                <span className={table.label}>Counted anew</span>
                {instantWords(row.restated)}
              </td>
              <td data-text="">
                <span className={table.label}>Method</span>
                {methodWords(row)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** 1,204 → 1,190 (−14). */
export function changeWords(before: number, after: number): string {
  const difference = after - before;
  const sign = difference > 0 ? "+" : difference < 0 ? "−" : "±";
  return `${wholeNumber(before)} → ${wholeNumber(after)} (${sign}${wholeNumber(Math.abs(difference))})`;
}

export const methodWords = ({ methodBefore, methodAfter }: Pick<LedgerRow, "methodBefore" | "methodAfter">): string =>
  methodBefore === null || methodBefore === methodAfter ? methodAfter : `${methodBefore} → ${methodAfter}`;
