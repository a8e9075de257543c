import type { ReactNode } from "react";
import styles from "./explained.module.css";

/** A table that may be wider than the screen: it scrolls by itself, also by keyboard. */
export function Scroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={`${styles.scroll} ${styles.wide}`} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
