import styles from "@/app/_institutions/institutions.module.css";
import { gapDays } from "@/lib/reports/counter/gap";
import type { UsageGap } from "@/lib/reports/sql/gaps";

/** Gaps that are stated; each can be taken back. */
export function GapList({ gaps }: { gaps: readonly UsageGap[] }) {
  return (
    <ul className={styles.rows} aria-label="Gaps">
      {gaps.map((gap) => (
        <li key={gap.id}>
          <span>
            <strong>{gapDays(gap)}</strong> <bdi>{gap.reason}</bdi>
          </span>
          <form method="post" action={`/desk/counter/gaps/${gap.id}/remove`}>
            <button type="submit" className={styles.take} aria-label={`Take ${gapDays(gap)} back`}>
              Take back
            </button>
          </form>
        </li>
      ))}
    </ul>
  );
}
