import type { RunRow } from "@/lib/reports/sql/runs";
import styles from "./reports.module.css";
import { STATE_WORDS } from "./what-words";

/** How a run stands: its state, and what a reader of its figures must know. */
export function RunState({ run }: { run: Pick<RunRow, "state" | "late" | "provisional"> }) {
  const also = [run.late && "late", run.provisional && "provisional"].filter(Boolean).join(", ");
  return (
    <span className={run.state === "failed" ? styles.bad : styles.state}>
      {STATE_WORDS[run.state]}
      {also !== "" && `, ${also}`}
    </span>
  );
}
