import { WideTable } from "@/app/_frame/wide-table";
import { dayWords, wholeNumber } from "@/lib/usage/words";
import { ChangeWords } from "./change";
import { comparedWords } from "./compare-view";
import styles from "./desk.module.css";
import type { DeskView } from "./desk-view";
import type { ComparedLine } from "./read-compare";

/** What the lines of a comparison come to over all its days, each beside its own of other days. */
export function TotalsTable({
  lines,
  view,
  measure,
}: {
  lines: readonly ComparedLine[];
  view: DeskView;
  measure: string;
}) {
  const { beside } = view;
  return (
    <>
      <p className={styles.rule}>
        {dayWords(view.from)} to {dayWords(view.to)}
        {beside && `, beside ${dayWords(beside.from)} to ${dayWords(beside.to)}`}
      </p>
      <WideTable label={`${measure}, all days together`}>
        <thead>
          <tr>
            <th scope="col">{measure}</th>
            <th scope="col">All days</th>
            {beside && <th scope="col">Before</th>}
            {beside && <th scope="col">Change</th>}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ of, label, total = 0, before }) => (
            <tr key={comparedWords(of)}>
              <th scope="row">
                <bdi>{label}</bdi>
              </th>
              <td>{wholeNumber(total)}</td>
              {beside && <td>{before === undefined ? "–" : wholeNumber(before)}</td>}
              {beside && (
                <td>
                  <ChangeWords now={total} before={before} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </WideTable>
    </>
  );
}
