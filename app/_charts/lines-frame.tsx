"use client";

import { ChartActions } from "./chart-actions";
import { lazyDrawing } from "./lazy-drawing";
import { lineDash, lineName } from "./line-marks";
import type { Line } from "./lines-chart";
import styles from "./metrics.module.css";
import type { Mark, NotedDay } from "./noted-days";

const useDrawing = lazyDrawing(() => import("./lines-chart").then(({ LinesChart }) => LinesChart));

const NOTHING: readonly never[] = [];

/** Lines and what each is, with the place of the picture held from the first paint, and what may be taken along. */
export function LinesFrame({
  steps,
  lines,
  label,
  under,
  marks = NOTHING,
  noted = NOTHING,
  file,
}: {
  steps: readonly string[];
  lines: readonly Line[];
  label: string;
  under: string;
  marks?: readonly Mark[];
  noted?: readonly NotedDay[];
  file: { name: string; csvHref: string; title: string; notes: readonly string[] };
}) {
  const { frame, Chart, failed } = useDrawing();
  const picture = {
    title: file.title,
    legend: lines.map((line, i) => ({ words: line.label, colour: lineName(i), dash: lineDash(i) })),
    notes: file.notes,
  };
  return (
    <div data-chart="">
      <ul className={styles.lineKey}>
        {lines.map((line, i) => (
          <li key={line.label}>
            <svg width="28" height="8" viewBox="0 0 28 8" aria-hidden="true">
              <path
                d="M0 4h28"
                style={{ stroke: `var(${lineName(i)})` }}
                strokeWidth="3"
                strokeDasharray={lineDash(i).join(" ")}
              />
            </svg>
            <bdi>{line.label}</bdi>
          </li>
        ))}
      </ul>
      <figure ref={frame} className={styles.frame} data-loaded={Chart ? "" : undefined}>
        {Chart ? (
          <Chart steps={steps} lines={lines} label={label} under={under} marks={marks} noted={noted} />
        ) : (
          <p className={styles.waiting}>
            {failed ? "The chart could not be loaded; the table below says the same." : ""}
            <noscript>The chart is drawn by a script; the table below says the same.</noscript>
          </p>
        )}
        <figcaption className="visually-hidden">{label}</figcaption>
      </figure>
      <ChartActions name={file.name} csvHref={file.csvHref} picture={picture} />
    </div>
  );
}
