import { WideTable } from "@/app/_frame/wide-table";
import type { MonthRestated } from "@/lib/authors/letter/verify";
import { reasonWords } from "@/lib/counting/reason";
import { pointWords, wholeNumber } from "@/lib/usage/words";

/** Months of a letter that are counted otherwise today, and why. */
export function RestatedTable({ months }: { months: readonly MonthRestated[] }) {
  return (
    <WideTable label="Restated since, a table">
      <thead>
        <tr>
          <th scope="col">Month</th>
          <th scope="col">Views and downloads then</th>
          <th scope="col">Now</th>
          <th scope="col">Full-text reads then</th>
          <th scope="col">Now</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {months.map(({ month, before, after, reasons }) => (
          <tr key={month}>
            <th scope="row">{pointWords(month, "month")}</th>
            <td>{wholeNumber(before.totalItemInvestigations)}</td>
            <td>{wholeNumber(after.totalItemInvestigations)}</td>
            <td>{wholeNumber(before.totalItemRequests)}</td>
            <td>{wholeNumber(after.totalItemRequests)}</td>
            <td>
              {reasons === ""
                ? "The month was not complete yet when the letter was made"
                : reasonWords(reasons).join("; ")}
            </td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
