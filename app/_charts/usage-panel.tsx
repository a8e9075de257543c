"use client";

import { useState } from "react";
import { dayWords, type SeriesMeasure } from "@/lib/usage/words";
import { ChartActions } from "./chart-actions";
import { ChartFrame } from "./chart-frame";
import type { Reading } from "./chart-view";
import { Figures } from "./figures";
import { FreshnessLine } from "./freshness-line";
import { Legend } from "./legend";
import styles from "./metrics.module.css";
import type { NotedDay } from "./noted-days";
import { UsageTable } from "./usage-table";
import { type Asking, type NamedUsage, usageAddress, useLiveUsage } from "./use-live-usage";

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
  withCsv,
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
  withCsv: boolean;
}) {
  const usage = useLiveUsage(initial, asking);
  const [hidden, setHidden] = useState<readonly SeriesMeasure[]>([]);
  const toggle = (measure: SeriesMeasure) =>
    setHidden(hidden.includes(measure) ? hidden.filter((one) => one !== measure) : [...hidden, measure]);
  return (
    <div className={styles.panel} data-chart="">
      <Figures usage={usage} />
      {usage.series.length > 0 ? (
        <div className={styles.drawing}>
          <Legend totals={usage.totals} reading={reading} hidden={hidden} onToggle={toggle} />
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
      <FreshnessLine usage={usage} />
      {usage.series.length > 0 && (
        <>
          <ChartActions
            name={`usage-${usage.doi.replace(/[^\w.-]+/g, "-")}-${usage.from}-${usage.to}`}
            csvHref={
              withCsv
                ? usageAddress(usage, { from: usage.from, to: usage.to }, { format: "csv", about: "1" })
                : undefined
            }
            picture={async () =>
              (await import("./chart-picture")).usagePicture(usage, {
                title,
                source: `https://doi.org/${usage.doi}`,
                sample,
              })
            }
            frozenHref={frozenHref}
          />
          <UsageTable usage={usage} cumulative={reading === "cumulative"} />
        </>
      )}
    </div>
  );
}
