import styles from "./metrics.module.css";

/** Holds the place of figures that are on their way, as high as they will be. */
export function MetricsSkeleton() {
  return (
    <div className={styles.skeleton} role="status">
      <div className={styles.skeletonControls} />
      <div className={styles.panel}>
        <p className={styles.skeletonWords}>Reading the figures …</p>
      </div>
      <noscript>The figures take their time. Load the page again to see them.</noscript>
    </div>
  );
}
