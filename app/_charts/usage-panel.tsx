"use client";

import { useState } from "react";
import { ChartActions } from "./chart-actions";
import { ChartFrame } from "./chart-frame";
import type { Reading } from "./chart-view";
import { Figures } from "./figures";
import styles from "./metrics.module.css";
import { UsageTable } from "./usage-table";
import { type NamedUsage, useLiveUsage } from "./use-live-usage";
import { dayWords, instantWords, SERIES, type SeriesMeasure, wholeNumber } from "./words";

/** The figures of one view: totals, chart, legend, table and what to do with them, kept up to date while they are looked at. */
export function UsagePanel({
  initial,
  reading,
  title,
  since,
}: {
  initial: NamedUsage;
  reading: Reading;
  title: string;
  since: boolean;
}) {
  const usage = useLiveUsage(initial, since);
  const [hidden, setHidden] = useState<readonly SeriesMeasure[]>([]);
  const toggle = (measure: SeriesMeasure) =>
    setHidden(hidden.includes(measure) ? hidden.filter((one) => one !== measure) : [...hidden, measure]);
  const counting = usage.series.at(-1)?.partial === true && usage.countedThrough !== null;
  return (
    <div className={styles.panel}>
      <Figures usage={usage} />
      {usage.series.length > 0 ? (
        <>
          <ul className={styles.legend} aria-label="Series of the chart">
            {SERIES.map(({ measure, label, colour }) => (
              <li key={measure}>
                <button type="button" aria-pressed={!hidden.includes(measure)} onClick={() => toggle(measure)}>
                  <span
                    className={styles.swatch}
                    data-measure={measure}
                    style={{ color: `var(${colour})` }}
                    aria-hidden="true"
                  />
                  {label} <strong>{wholeNumber(usage.totals[measure])}</strong>
                </button>
              </li>
            ))}
          </ul>
          <ChartFrame usage={usage} reading={reading} hidden={hidden} />
        </>
      ) : (
        <div className={styles.empty}>
          <p>
            {usage.recordedSince === null ? "Nothing has been recorded yet." : "Nothing is on record for these days."}
          </p>
          <p>
            {usage.recordedSince === null
              ? "The first reading of this article will show here within seconds."
              : `Recording of this article began on ${dayWords(usage.recordedSince)}.`}
          </p>
        </div>
      )}
      <p className={styles.freshness}>
        {usage.countedThrough === null ? (
          "Nothing has been counted yet."
        ) : (
          <>
            Counted through{" "}
            <time dateTime={usage.countedThrough} data-testid="counted-through">
              {instantWords(usage.countedThrough)}
            </time>
            {counting && "; the last, paler part is still counting"}
          </>
        )}
        {usage.recordedSince !== null && <> · recorded since {dayWords(usage.recordedSince)}</>}
      </p>
      {usage.series.length > 0 && (
        <>
          <ChartActions usage={usage} title={title} />
          <UsageTable usage={usage} cumulative={reading === "cumulative"} />
        </>
      )}
    </div>
  );
}
