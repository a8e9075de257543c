"use client";

import { useState } from "react";
import type { Beside } from "@/app/_charts/beside";
import { ChartActions } from "@/app/_charts/chart-actions";
import { ChartFrame } from "@/app/_charts/chart-frame";
import { FreshnessLine } from "@/app/_charts/freshness-line";
import { Legend } from "@/app/_charts/legend";
import charts from "@/app/_charts/metrics.module.css";
import type { NotedDay } from "@/app/_charts/noted-days";
import { UsageTable } from "@/app/_charts/usage-table";
import type { ArticleUsage } from "@/lib/usage/article-usage";
import type { SeriesMeasure } from "@/lib/usage/words";
import styles from "./desk.module.css";

/** A group's series: chart, legend, freshness, what to take along, and the table that says the same. */
export function GroupPanel({
  usage,
  beside,
  name,
  csvHref,
  words,
  frozenHref,
  noted,
}: {
  usage: ArticleUsage;
  beside: Beside | undefined;
  name: string;
  csvHref: string;
  words: { title: string; source: string; sample: boolean };
  frozenHref: string | undefined;
  /** Days to mark in the chart. */
  noted: readonly NotedDay[];
}) {
  const [hidden, setHidden] = useState<readonly SeriesMeasure[]>([]);
  const toggle = (measure: SeriesMeasure) =>
    setHidden(hidden.includes(measure) ? hidden.filter((one) => one !== measure) : [...hidden, measure]);
  if (usage.series.length === 0) return <p className={styles.nothing}>Nothing is on record for these days.</p>;
  return (
    <div id="metrics" className={charts.drawing} data-chart="">
      <Legend totals={usage.totals} reading="period" hidden={hidden} onToggle={toggle} />
      <ChartFrame usage={usage} reading="period" hidden={hidden} noted={noted} beside={beside} />
      {beside && (
        <p className={styles.besideKey}>
          <span aria-hidden="true" /> {beside.label}, all series together
        </p>
      )}
      <FreshnessLine usage={usage} />
      <ChartActions
        name={name}
        csvHref={csvHref}
        picture={async () => (await import("@/app/_charts/chart-picture")).usagePicture(usage, words)}
        frozenHref={frozenHref}
      />
      <UsageTable usage={usage} cumulative={false} />
    </div>
  );
}
