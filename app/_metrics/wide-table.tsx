import type { ReactNode } from "react";
import styles from "./details.module.css";

/** A table whose words and numbers may be of any length: where it is wider than the page it scrolls by itself, also by keyboard. */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.wide} tabIndex={0} aria-label={label}>
      <table className={styles.table}>{children}</table>
    </section>
  );
}
