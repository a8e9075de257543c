import type { ReactNode } from "react";
import { Scroll } from "@/app/_frame/scroll";
import styles from "./explained.module.css";

/** A table of the explanation, wider than its text. */
export function ExplainedTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Scroll className={`${styles.scroll} ${styles.wide}`} label={label}>
      {children}
    </Scroll>
  );
}
