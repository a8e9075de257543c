import Link from "next/link";
import { COLUMN_WORDS } from "@/app/_desk/column-words";
import type { ChangedSince } from "@/lib/reports/run/changed-since";
import { instantWords, wholeNumber } from "@/lib/usage/words";
import styles from "./reports.module.css";

/** What the ledger says changed since a report was made: the file stays as it was sent. */
export function RunChanged({ changed, ledger }: { changed: ChangedSince | undefined; ledger: string | undefined }) {
  if (!changed) return <p className={styles.note}>Nothing was restated in its days since it was made.</p>;
  const { articles, articleDays, latest, reasons, differences } = changed;
  return (
    <>
      <p>
        {articleDays === 1
          ? "One article-day was"
          : `${wholeNumber(articleDays)} article-days of ${wholeNumber(articles)} articles were`}{" "}
        counted again since, last on {instantWords(latest.toISOString())}: {reasons.join("; ").toLowerCase()}.
      </p>
      {differences.length === 0 ? (
        <p className={styles.note}>Their sums came out the same.</p>
      ) : (
        <ul>
          {differences.map(({ measure, difference }) => (
            <li key={measure}>
              {COLUMN_WORDS[measure].label}: {difference > 0 ? "+" : "−"}
              {wholeNumber(Math.abs(difference))}
            </li>
          ))}
        </ul>
      )}
      {ledger && (
        <p>
          <Link prefetch={false} href={ledger}>
            The ledger
          </Link>{" "}
          has each of them.
        </p>
      )}
    </>
  );
}
