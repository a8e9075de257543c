import type { Measures } from "@/lib/usage/measures";
import { SERIES, type SeriesMeasure, wholeNumber } from "@/lib/usage/words";
import type { Reading } from "./chart-view";
import styles from "./metrics.module.css";

/** The series with their totals; each can be taken out of the chart. */
export function Legend({
  totals,
  reading,
  hidden,
  onToggle,
}: {
  totals: Measures;
  reading: Reading;
  hidden: readonly SeriesMeasure[];
  onToggle: (measure: SeriesMeasure) => void;
}) {
  return (
    <ul className={styles.legend} aria-label="Series of the chart">
      {SERIES.map(({ measure, label, colour }) => (
        <li key={measure}>
          <button type="button" aria-pressed={!hidden.includes(measure)} onClick={() => onToggle(measure)}>
            <span
              className={styles.swatch}
              data-measure={measure}
              data-reading={reading}
              style={{ color: `var(${colour})` }}
              aria-hidden="true"
            />
            {label} <strong>{wholeNumber(totals[measure])}</strong>
          </button>
        </li>
      ))}
    </ul>
  );
}
