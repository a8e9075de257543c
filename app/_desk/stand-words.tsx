import type { Stand } from "@/lib/usage/article-table";
import { ordinal, wholeNumber } from "@/lib/usage/words";
import styles from "./table.module.css";

/** Where an article stands among those of its age, and among which; a dash where too few have reached that age. */
export function StandWords({
  stand,
  journal = "",
}: {
  stand: Stand | undefined;
  /** Whose articles they are, where a table has more than one journal's. */
  journal?: string;
}) {
  if (!stand) return <span title="Fewer than twenty articles of the journal have reached its age">–</span>;
  const articles = wholeNumber(stand.articles);
  return (
    <span
      title={`Day ${stand.age}, among ${articles} articles${stand.key && ` of the kind “${stand.key}”`}${journal && ` of ${journal}`}`}
    >
      {ordinal(stand.percentile)} <span className={styles.of}>of {articles}</span>
    </span>
  );
}
