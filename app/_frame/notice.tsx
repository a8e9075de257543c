import type { ReactNode } from "react";
import styles from "./notice.module.css";

/** Said wherever figures of a sample journal are shown. */
export function SampleNotice() {
  return <Notice>Sample journal: these figures are simulated.</Notice>;
}

/** Something a reader must know before reading on. */
export function Notice({ children }: { children: ReactNode }) {
  return <p className={`${styles.notice} ${styles.sample}`}>{children}</p>;
}

/** Something did not work, or was not understood. By `data-fault` the front knows a page that is not to be kept (lib/server/shared-pages). */
export function FaultNotice({ children }: { children: ReactNode }) {
  return (
    <div className={`${styles.notice} ${styles.fault}`} role="status" data-fault="">
      {children}
    </div>
  );
}

/** Something was done. */
export function GoodNotice({ children }: { children: ReactNode }) {
  return (
    <div className={`${styles.notice} ${styles.good}`} role="status">
      {children}
    </div>
  );
}
