"use client";

import { useMemo } from "react";
import type { ArticleUsage } from "@/lib/usage/article-usage";
import { drawn, pointWords, type SeriesMeasure, wholeNumber } from "@/lib/usage/words";
import type { Beside } from "./beside";
import type { Reading } from "./chart-view";
import { lazyDrawing } from "./lazy-drawing";
import styles from "./metrics.module.css";
import type { NotedDay } from "./noted-days";
import { type PointState, pointState } from "./point-state";

const useDrawing = lazyDrawing(() => import("./usage-chart").then(({ UsageChart }) => UsageChart));

/** Holds the chart's place from the first paint and fetches the drawing code when the reader comes near. */
export function ChartFrame({
  usage,
  reading,
  hidden,
  noted,
  beside,
}: {
  usage: ArticleUsage;
  reading: Reading;
  hidden: readonly SeriesMeasure[];
  noted: readonly NotedDay[];
  /** The days it is set beside, point by point. */
  beside?: Beside | undefined;
}) {
  const { frame, Chart, failed } = useDrawing();
  const cumulative = reading === "cumulative";
  const { series, interval, countedThrough, to } = usage;
  const points = useMemo(() => drawn(series, cumulative), [series, cumulative]);
  // The states change with the days, not with every second that is counted through: so does the drawing.
  const stateKey = points.map((point) => pointState(point, { countedThrough, interval, to })).join();
  const states = useMemo(() => (stateKey === "" ? [] : stateKey.split(",")) as PointState[], [stateKey]);
  return (
    <figure ref={frame} className={styles.frame} data-loaded={Chart ? "" : undefined}>
      {Chart ? (
        <Chart
          points={points}
          states={states}
          interval={interval}
          cumulative={cumulative}
          hidden={hidden}
          noted={noted}
          beside={beside}
          label={summary(usage)}
        />
      ) : (
        <p className={styles.waiting}>
          {failed ? "The chart could not be loaded; the table below says the same." : ""}
          <noscript>The chart is drawn by a script; the table below says the same.</noscript>
        </p>
      )}
      <figcaption className="visually-hidden">{summary(usage)}</figcaption>
    </figure>
  );
}

/** The chart in one sentence. */
function summary({ series, totals, interval }: ArticleUsage): string {
  const [first, last] = [series[0], series.at(-1)];
  if (!first || !last) return "No usage on record.";
  const count = (n: number, one: string, many: string) => `${wholeNumber(n)} ${n === 1 ? one : many}`;
  const words = [
    count(totals.abstractViews, "abstract view", "abstract views"),
    count(totals.fullTextViews, "full-text view", "full-text views"),
    count(totals.pdfDownloads, "PDF download", "PDF downloads"),
  ];
  const busiest = series.reduce((most, point) =>
    point.totalItemInvestigations > most.totalItemInvestigations ? point : most,
  );
  const most =
    busiest.totalItemInvestigations > 0
      ? `; busiest ${interval}: ${pointWords(busiest.start, interval)} with ${wholeNumber(busiest.totalItemInvestigations)}`
      : "";
  return `${words[0]}, ${words[1]} and ${words[2]} from ${pointWords(first.start, interval)} to ${pointWords(last.start, interval)}${most}.`;
}
