import type { ArticleUsage } from "@/lib/usage/article-usage";
import { dayWords, INTERVAL_COUNT, instantWords } from "@/lib/usage/words";
import styles from "./metrics.module.css";
import { pointState } from "./point-state";

/** How far the figures reach, and since when. */
export function FreshnessLine({ usage }: { usage: ArticleUsage }) {
  const states = usage.series.map((point) => pointState(point, usage));
  const waiting = states.filter((state) => state === "waiting").length;
  return (
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
  );
}
