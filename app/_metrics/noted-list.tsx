import Link from "next/link";
import { notedId } from "@/app/_charts/noted-days";
import { annotationWords } from "@/lib/reports/annotation-words";
import type { Annotation } from "@/lib/usage/sql/annotations";
import { dayWords } from "@/lib/usage/words";
import styles from "./details.module.css";

/** What is on record that may explain the figures, by the numbers it has in the chart. Recounts lead to the ledger of whoever may read it. */
export function NotedList({
  annotations,
  ledger,
}: {
  annotations: readonly Annotation[];
  ledger?: string | undefined;
}) {
  if (annotations.length === 0)
    return <p className={styles.note}>Nothing is on record in these days that would explain the figures.</p>;
  return (
    <ol className={styles.noted}>
      {annotations.map((annotation, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list stands in the order of days
        <li key={i} id={notedId(i + 1)} tabIndex={-1}>
          <time dateTime={annotation.day}>{dayWords(annotation.day)}</time>: <bdi>{annotationWords(annotation)}</bdi>
          {annotation.kind === "restated" && ledger && (
            <>
              {" "}
              <Link prefetch={false} href={ledger}>
                In the ledger
              </Link>
            </>
          )}
        </li>
      ))}
    </ol>
  );
}
