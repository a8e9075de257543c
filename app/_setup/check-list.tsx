import type { Checked, Verdict } from "@/lib/setup/check";
import styles from "./check-list.module.css";

const VERDICTS: Record<Verdict, { mark: string; words: string }> = {
  ok: { mark: "✓", words: "All right" },
  look: { mark: "!", words: "Have a look" },
  failing: { mark: "✕", words: "Not working" },
};

/** Each check with its verdict in words and a mark, what was found, and what to do. */
export function CheckList({ checks }: { checks: readonly Checked[] }) {
  const bad = checks.filter(({ verdict }) => verdict !== "ok").length;
  return (
    <>
      <p className={styles.sum} role="status">
        {bad === 0 ? "Everything is as it should be." : `${bad} of ${checks.length} parts want a look.`}
      </p>
      <ul className={styles.list}>
        {checks.map(({ id, title, verdict, found, todo }) => (
          <li key={id} id={id} data-verdict={verdict}>
            <span className={styles.mark} aria-hidden="true">
              {VERDICTS[verdict].mark}
            </span>
            <div>
              <h2>
                {title} <span className={styles.verdict}>{VERDICTS[verdict].words}</span>
              </h2>
              <p>{found}</p>
              {todo && (
                <p className={styles.todo}>
                  <strong>What to do:</strong> {todo}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
