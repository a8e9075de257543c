import { rangeWords } from "@/lib/catalog/institution-ranges";
import type { ListedRange } from "@/lib/catalog/sql/institution-list";
import styles from "./institutions.module.css";

/** An institution's ranges; each says whose it is as well, and can be taken away. */
export function RangeList({ id, ranges, asOf }: { id: number; ranges: readonly ListedRange[]; asOf: string }) {
  return (
    <ul className={styles.rows} aria-label="Addresses">
      {ranges.map((range) => (
        <li key={rangeWords(range)}>
          <span>
            <code>{rangeWords(range).replace("-", " – ")}</code>
            {range.others.length > 0 && <span className={styles.others}> Also of {range.others.join(", ")}</span>}
          </span>
          <form method="post" action={`/desk/institutions/${id}/take`}>
            <input type="hidden" name="range" value={rangeWords(range)} />
            <input type="hidden" name="as-of" value={asOf} />
            <button type="submit" className={styles.take} aria-label={`Take ${rangeWords(range)} away`}>
              Take away
            </button>
          </form>
        </li>
      ))}
    </ul>
  );
}
