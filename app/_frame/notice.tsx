import type { ReactNode } from "react";
import styles from "./notice.module.css";

/** Said wherever figures of a sample journal are shown. */
export function SampleNotice() {
  return <p className={`${styles.notice} ${styles.sample}`}>Sample journal: these figures are simulated.</p>;
}

/** Something did not work, or was not understood. */
export function FaultNotice({ children }: { children: ReactNode }) {
  return (
    <div className={`${styles.notice} ${styles.fault}`} role="status">
      {children}
    </div>
  );
}
