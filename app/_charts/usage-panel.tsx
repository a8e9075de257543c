"use client";

import { useState } from "react";
import { ChartActions } from "./chart-actions";
import { ChartFrame } from "./chart-frame";
import type { Reading } from "./chart-view";
import { Figures } from "./figures";
import styles from "./metrics.module.css";
import type { NotedDay } from "./noted-days";
import { pointState } from "./point-state";
import { UsageTable } from "./usage-table";
import { type Asking, type NamedUsage, useLiveUsage } from "./use-live-usage";
import { dayWords, INTERVAL_COUNT, instantWords, SERIES, type SeriesMeasure, wholeNumber } from "./words";

const NOTHING_NOTED: readonly NotedDay[] = [];

/** The figures of one view: totals, chart, legend, table and what to do with them, kept up to date while they are looked at. */
export function UsagePanel({
  initial,
  reading,
  title,
  sample,
  asking,
  frozenHref,
  noted = NOTHING_NOTED,
}: {
  initial: NamedUsage;
  reading: Reading;
  title: string;
  sample: boolean;
  asking: Asking;
  /** The same view with its days written out; none when they are already. */
  frozenHref: string | undefined;
  /** Days to mark in the chart. */
  noted?: readonly NotedDay[];
}) {
  const usage = useLiveUsage(initial, asking);
  const [hidden, setHidden] = useState<readonly SeriesMeasure[]>([]);
  const toggle = (measure: SeriesMeasure) =>
    setHidden(hidden.includes(measure) ? hidden.filter((one) => one !== measure) : [...hidden, measure]);
  const states = usage.series.map((point) => pointState(point, usage));
  const waiting = states.filter((state) => state === "waiting").length;
  return (
    <div className={styles.panel}>
      <Figures usage={usage} />
      {usage.series.length > 0 ? (
        <div className={styles.drawing}>
          <ul className={styles.legend} aria-label="Series of the chart">
            {SERIES.map(({ measure, label, colour }) => (
              <li key={measure}>
                <button type="button" aria-pressed={!hidden.includes(measure)} onClick={() => toggle(measure)}>
                  <span
                    className={styles.swatch}
                    data-measure={measure}
                    data-reading={reading}
                    style={{ color: `var(${colour})` }}
                    aria-hidden="true"
                  />
                  {label} <strong>{wholeNumber(usage.totals[measure])}</strong>
                </button>
              </li>
            ))}
          </ul>
          <ChartFrame usage={usage} reading={reading} hidden={hidden} noted={noted} />
        </div>
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
            {states.includes("counting") && (waiting === 0 ? "; the last, hatched part is still counting" : "")}
            {waiting > 0 && `; ${waiting} ${INTERVAL_COUNT[usage.interval][waiting === 1 ? 0 : 1]} not counted yet`}
          </>
        )}
        {usage.recordedSince !== null && <> · recorded since {dayWords(usage.recordedSince)}</>}
      </p>
      {usage.series.length > 0 && (
        <>
          <ChartActions usage={usage} title={title} sample={sample} frozenHref={frozenHref} />
          <UsageTable usage={usage} cumulative={reading === "cumulative"} />
        </>
      )}
    </div>
  );
}
