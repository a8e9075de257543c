import type { ReactNode } from "react";
import { Scroll } from "./scroll";
import styles from "./wide-table.module.css";

/** A table whose words and numbers may be of any length: where it is wider than the page it scrolls by itself. */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Scroll className={styles.wide} label={label}>
      <table className={styles.table}>{children}</table>
    </Scroll>
  );
}
