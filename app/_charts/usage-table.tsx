import styles from "./metrics.module.css";
import type { NamedUsage } from "./use-live-usage";
import { drawn, INTERVAL_WORDS, pointWords, SERIES, wholeNumber } from "./words";

/** The chart in text, newest first: the same points, in the same reading, with totals and uniques beside them. */
export function UsageTable({ usage, cumulative }: { usage: NamedUsage; cumulative: boolean }) {
  const { series, totals, interval } = usage;
  const rows = drawn(series, cumulative);
  return (
    <details className={styles.table}>
      <summary>View as table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label="Usage as a table">
        <table>
          <caption>
            {cumulative
              ? "Abstract views, full-text views and PDF downloads added up since the first row in time; "
              : ""}
            totals and uniques are of each {interval}.
          </caption>
          <thead>
            <tr>
              <th scope="col">{INTERVAL_WORDS[interval]}</th>
              {SERIES.map(({ measure, label }) => (
                <th key={measure} scope="col">
                  {label}
                </th>
              ))}
              <th scope="col">Views and downloads</th>
              <th scope="col">… unique</th>
              <th scope="col">Full-text reads</th>
              <th scope="col">… unique</th>
            </tr>
          </thead>
          <tbody>
            {rows.toReversed().map((row) => (
              <tr key={row.start}>
                <th scope="row">
                  {pointWords(row.start, interval)}
                  {row.partial && <span className={styles.partial}> (part)</span>}
                </th>
                {SERIES.map(({ measure }) => (
                  <td key={measure}>{wholeNumber(row[measure])}</td>
                ))}
                <td>{wholeNumber(row.totalItemInvestigations)}</td>
                <td>{wholeNumber(row.uniqueItemInvestigations)}</td>
                <td>{wholeNumber(row.totalItemRequests)}</td>
                <td>{wholeNumber(row.uniqueItemRequests)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Total</th>
              {SERIES.map(({ measure }) => (
                <td key={measure}>{wholeNumber(totals[measure])}</td>
              ))}
              <td>{wholeNumber(totals.totalItemInvestigations)}</td>
              <td>{wholeNumber(totals.uniqueItemInvestigations)}</td>
              <td>{wholeNumber(totals.totalItemRequests)}</td>
              <td>{wholeNumber(totals.uniqueItemRequests)}</td>
            </tr>
          </tfoot>
        </table>
      </section>
    </details>
  );
}
