import Link from "next/link";
import { Title } from "@/app/_article/title";
import { ordinal, shortDayWords, wholeNumber } from "@/app/_charts/words";
import { COLUMN_WORDS } from "@/app/_desk/column-words";
import { type DeskView, deskHref } from "@/app/_desk/desk-view";
import { sparkValues } from "@/app/_desk/spark-values";
import { Sparkline } from "@/app/_desk/sparkline";
import styles from "@/app/_desk/table.module.css";
import { Scroll } from "@/app/_frame/scroll";
import { OWN_SORTS, type OwnRow, type OwnSort } from "@/lib/authors/own-table";
import type { ArticleDay } from "@/lib/usage/sql/articles-days";

const COLUMNS = OWN_SORTS.filter((sort) => sort !== "title");
export const beginsDown = (sort: OwnSort): boolean => sort !== "title";

/** An author's articles with their figures; each heading sorts, and each title leads to all that is known of it. */
export function OwnTable({
  view,
  rows,
  days,
  sort,
  descending,
}: {
  view: DeskView;
  rows: readonly OwnRow[];
  days: readonly ArticleDay[];
  sort: OwnSort;
  descending: boolean;
}) {
  const heading = (column: OwnSort) => {
    const { label, term } = COLUMN_WORDS[column];
    const current = sort === column;
    const next = current ? !descending : beginsDown(column);
    return (
      <th
        key={column}
        scope="col"
        aria-sort={current ? (descending ? "descending" : "ascending") : undefined}
        data-text={column === "title" || undefined}
      >
        <Link
          prefetch={false}
          scroll={false}
          href={deskHref("/desk/mine", view, {}, [["sort", `${next ? "-" : ""}${column}`]])}
          title={term}
        >
          {label} <span aria-hidden="true">{current ? (descending ? "↓" : "↑") : ""}</span>
        </Link>
      </th>
    );
  };
  return (
    <Scroll className={styles.scroll} label="My articles, a table">
      <table className={styles.table}>
        <caption>
          {rows.length === 1 ? "Your article" : `Your ${wholeNumber(rows.length)} articles`} in these days
        </caption>
        <thead>
          <tr>
            {heading("title")}
            {COLUMNS.map(heading)}
            <th scope="col">Day by day</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const values = sparkValues(days, row.id, view);
            return (
              <tr key={row.id}>
                <th scope="row">
                  <Link prefetch={false} href={`/desk/mine/${row.id}`}>
                    <Title of={row} />
                  </Link>
                  <span className={styles.doi}>
                    {row.abbreviation} · {row.doi}
                  </span>
                </th>
                {COLUMNS.map((column) => (
                  <td key={column}>
                    <span className={styles.label}>{COLUMN_WORDS[column].label}</span>
                    {cell(row, column)}
                  </td>
                ))}
                <td>
                  <span className={styles.label}>Day by day</span>
                  <Sparkline
                    values={values}
                    label={`The most in a part of these days: ${wholeNumber(Math.max(0, ...values))}`}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

function cell(row: OwnRow, column: Exclude<OwnSort, "title">) {
  switch (column) {
    case "published":
      return row.published === null ? row.year : <time dateTime={row.published}>{shortDayWords(row.published)}</time>;
    case "percentile":
      return row.stand ? (
        <span title={`Day ${row.stand.age}, among ${wholeNumber(row.stand.articles)} articles of ${row.journal}`}>
          {ordinal(row.stand.percentile)} <span className={styles.of}>of {wholeNumber(row.stand.articles)}</span>
        </span>
      ) : (
        <span title="Fewer than twenty articles of the journal have reached its age">–</span>
      );
    default:
      return wholeNumber(row.measures[column]);
  }
}
