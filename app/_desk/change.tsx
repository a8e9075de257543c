import { changeOf } from "@/lib/usage/change";
import { wholeNumber } from "@/lib/usage/words";
import styles from "./desk.module.css";

const share = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" });
const signed = new Intl.NumberFormat("en-GB", { signDisplay: "exceptZero" });

/** How a figure changed, in words; a fall is no fault, and has no colour. */
export function ChangeWords({ now, before }: { now: number; before: number | undefined }) {
  if (before === undefined) return <span className={styles.change}>nothing on record before</span>;
  const change = changeOf(now, before);
  const was = `${wholeNumber(before)} before`;
  switch (change.kind) {
    case "share":
      return (
        <span className={styles.change} title={was}>
          {arrow(change.share)} {share.format(change.share)} <span className="visually-hidden">, {was}</span>
        </span>
      );
    case "number":
      return (
        <span className={styles.change} title={was}>
          {arrow(change.by)} {signed.format(change.by)} <span className="visually-hidden">, {was}</span>
        </span>
      );
    case "unknown":
      return null;
  }
}

const arrow = (by: number) => <span aria-hidden="true">{by > 0 ? "↑" : by < 0 ? "↓" : "→"}</span>;
