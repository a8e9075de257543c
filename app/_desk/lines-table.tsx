import charts from "@/app/_charts/metrics.module.css";
import { Fold } from "@/app/_frame/fold";
import { WideTable } from "@/app/_frame/wide-table";
import { wholeNumber } from "@/lib/usage/words";

const tenths = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });

/** Lines in text: a row for each step, a column for each line. */
export function LinesTable({
  heading,
  steps,
  lines,
}: {
  heading: string;
  steps: readonly string[];
  lines: readonly { label: string; values: readonly (number | null)[] }[];
}) {
  const words = (value: number | null | undefined) =>
    value === null || value === undefined ? "–" : Number.isInteger(value) ? wholeNumber(value) : tenths.format(value);
  return (
    <Fold className={charts.table} prints>
      <summary>View as table</summary>
      <WideTable label="The lines as a table">
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            {lines.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map((step, i) => (
            <tr key={step}>
              <th scope="row">{step}</th>
              {lines.map(({ label, values }) => (
                <td key={label}>{words(values[i])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </WideTable>
    </Fold>
  );
}
