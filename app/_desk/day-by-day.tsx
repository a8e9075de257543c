import { wholeNumber } from "@/lib/usage/words";
import { Sparkline } from "./sparkline";
import styles from "./table.module.css";

/** The last cell of an article's row: its days as a small picture. */
export function DayByDay({ values }: { values: readonly number[] }) {
  return (
    <td>
      <span className={styles.label}>Day by day</span>
      <Sparkline values={values} label={`The most in a part of these days: ${wholeNumber(Math.max(0, ...values))}`} />
    </td>
  );
}
