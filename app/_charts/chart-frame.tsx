"use client";

import { type ComponentType, useEffect, useMemo, useRef, useState } from "react";
import type { Reading } from "./chart-view";
import styles from "./metrics.module.css";
import { type PointState, pointState } from "./point-state";
import type { UsageChartProps } from "./usage-chart";
import type { NamedUsage } from "./use-live-usage";
import { drawn, pointWords, type SeriesMeasure, wholeNumber } from "./words";

/** The drawing code, once it is here: the next article's chart need not wait for it. */
let loaded: ComponentType<UsageChartProps> | undefined;

/** Holds the chart's place from the first paint and fetches the drawing code when the reader comes near. */
export function ChartFrame({
  usage,
  reading,
  hidden,
}: {
  usage: NamedUsage;
  reading: Reading;
  hidden: readonly SeriesMeasure[];
}) {
  const frame = useRef<HTMLDivElement>(null);
  const [Chart, setChart] = useState<ComponentType<UsageChartProps>>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (loaded) return setChart(() => loaded);
    const load = () =>
      import("./usage-chart").then(
        ({ UsageChart }) => {
          loaded = UsageChart;
          setChart(() => UsageChart);
        },
        () => setFailed(true),
      );
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        void load();
      },
      { rootMargin: "400px" },
    );
    if (frame.current) observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
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
function summary({ series, totals, interval }: NamedUsage): string {
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
