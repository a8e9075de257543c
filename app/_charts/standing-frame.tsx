"use client";

import type { Comparison } from "@/lib/usage/standings";
import { lazyDrawing } from "./lazy-drawing";
import styles from "./metrics.module.css";

const useDrawing = lazyDrawing(() => import("./standing-chart").then(({ StandingChart }) => StandingChart));

/** Holds the place of the comparison from the first paint. */
export function StandingFrame({ points, label }: { points: readonly Comparison[]; label: string }) {
  const { frame, Chart, failed } = useDrawing();
  return (
    <figure ref={frame} className={styles.frame} data-loaded={Chart ? "" : undefined}>
      {Chart ? (
        <Chart points={points} label={label} />
      ) : (
        <p className={styles.waiting}>
          {failed ? "The chart could not be loaded; the table below says the same." : ""}
          <noscript>The chart is drawn by a script; the table below says the same.</noscript>
        </p>
      )}
      <figcaption className="visually-hidden">{label}</figcaption>
    </figure>
  );
}
