import { Fold } from "@/app/_frame/fold";
import { Scroll } from "@/app/_frame/scroll";
import type { ArticleUsage } from "@/lib/usage/article-usage";
import { MEASURES } from "@/lib/usage/measures";
import { dayWords, drawn, INTERVAL_WORDS, pointWords, SERIES, wholeNumber } from "@/lib/usage/words";
import styles from "./metrics.module.css";
import { type PointState, pointState, STATE_WORDS } from "./point-state";

/** The chart in text, newest first: the same points, in the same reading, with totals and uniques beside them. */
export function UsageTable({ usage, cumulative }: { usage: ArticleUsage; cumulative: boolean }) {
  const { series, totals, interval } = usage;
  const rows = drawn(series, cumulative);
  return (
    <Fold className={styles.table} prints>
      <summary>View as table</summary>
      <Scroll className={styles.scroll} label="Usage as a table">
        <table>
          <caption>
            {cumulative
              ? `Usage added up to the end of each ${interval}, from ${dayWords(series[0]?.start ?? usage.from)} on.`
              : `Usage of each ${interval}.`}{" "}
            Days are UTC.
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
                  <State state={pointState(row, usage)} />
                </th>
                {MEASURES.map((measure) => (
                  // Not counted yet is not zero.
                  <td key={measure}>{pointState(row, usage) === "waiting" ? "–" : wholeNumber(row[measure])}</td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Total</th>
              {MEASURES.map((measure) => (
                <td key={measure}>{wholeNumber(totals[measure])}</td>
              ))}
            </tr>
          </tfoot>
        </table>
      </Scroll>
    </Fold>
  );
}

function State({ state }: { state: PointState }) {
  return STATE_WORDS[state] && <span className={styles.partial}> ({STATE_WORDS[state]})</span>;
}
