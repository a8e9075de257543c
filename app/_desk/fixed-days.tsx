import { dayWords, RANGE_WORDS } from "@/lib/usage/words";
import styles from "./desk.module.css";
import type { DeskView } from "./desk-view";

/** The days of a view that is fixed, in words. */
export function FixedDays({ view }: { view: DeskView }) {
  const days = `${dayWords(view.from)} to ${dayWords(view.to)}`;
  return (
    <p className={styles.rule}>
      {view.range === "custom" ? days : `${RANGE_WORDS[view.range]}: ${days}`}
      {view.beside && `, beside ${dayWords(view.beside.from)} to ${dayWords(view.beside.to)}`}
    </p>
  );
}
