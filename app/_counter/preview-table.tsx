import { Scroll } from "@/app/_frame/scroll";
import { wholeNumber } from "@/lib/usage/words";
import styles from "./counter.module.css";
import { type Preview, ROWS_SHOWN } from "./read-preview";
import { counterWords } from "./words";

const NAMES = ["Item", "Title", "Platform"];
/** Columns that stand in every row, whatever they say. */
const KEPT = [...NAMES.slice(0, 2), "Metric_Type", "Reporting_Period_Total"];

/**
 * The first rows of a report. Columns without anything in them are left out, and those that say the same in all of them stand above: a
 * report has up to forty.
 */
export function PreviewTable({ headings, rows, more, name }: Preview & { name: string }) {
  const columns = headings.map((heading, at) => ({ heading, at, values: new Set(rows.map((row) => row[at])) }));
  const first = headings.indexOf("Reporting_Period_Total");
  const isKept = ({ heading, at }: (typeof columns)[number]) => KEPT.includes(heading) || at >= first;
  const same = columns.filter((one) => !isKept(one) && one.values.size === 1 && rows.length > 1);
  const shown = columns.filter(
    (one) => isKept(one) || (!same.includes(one) && ![...one.values].every((v) => v === "")),
  );
  const said = same.filter(({ values }) => !values.has(""));
  const head = NAMES.find((one) => shown.some(({ heading }) => heading === one)) ?? shown[0]?.heading;
  return (
    <>
      {said.length > 0 && (
        <p className={styles.same}>
          In every row:{" "}
          {said.map(({ heading, values }, i) => (
            <span key={heading}>
              {i > 0 && "; "}
              {counterWords(heading)} <bdi>{[...values][0]}</bdi>
            </span>
          ))}
          .
        </p>
      )}
      <Scroll className={styles.scroll} label={`Rows of the ${name}`}>
        <table className={styles.table}>
          <caption>
            {more
              ? `The first ${ROWS_SHOWN} rows. The files below have all of them.`
              : `${rows.length === 1 ? "The one row" : `All ${rows.length} rows`} of the report.`}{" "}
            Columns without anything in them are left out here.
          </caption>
          <thead>
            <tr>
              {shown.map(({ heading, at }) => (
                <th key={heading} scope="col" data-number={at >= first || undefined}>
                  {counterWords(heading).replace(/^(\w{3})-(\d{4})$/, "$1 $2")}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.join("\t")}>
                {shown.map(({ heading, at }) => {
                  const cell = row[at] ?? "";
                  if (heading === head)
                    return (
                      <th key={heading} scope="row">
                        <bdi>{cell}</bdi>
                      </th>
                    );
                  if (at >= first)
                    return (
                      <td key={heading} data-number="">
                        {wholeNumber(Number(cell))}
                      </td>
                    );
                  return (
                    <td key={heading}>
                      <bdi>{heading === "Metric_Type" ? counterWords(String(cell)) : cell}</bdi>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}
