import Link from "next/link";
import { Title } from "@/app/_article/title";
import { COLUMN_WORDS } from "@/app/_desk/column-words";
import { DayByDay } from "@/app/_desk/day-by-day";
import { type DeskView, deskHref } from "@/app/_desk/desk-view";
import { SortHeading } from "@/app/_desk/sort-heading";
import { sparkValues } from "@/app/_desk/spark-values";
import { StandWords } from "@/app/_desk/stand-words";
import styles from "@/app/_desk/table.module.css";
import { Scroll } from "@/app/_frame/scroll";
import { OWN_SORTS, type OwnRow, type OwnSort } from "@/lib/authors/own-table";
import type { ArticleDay } from "@/lib/usage/sql/articles-days";
import { shortDayWords, wholeNumber } from "@/lib/usage/words";

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
    const way = descending ? "descending" : "ascending";
    const next = sort === column ? !descending : beginsDown(column);
    return (
      <SortHeading
        key={column}
        column={column}
        isText={column === "title"}
        sorted={sort === column ? way : undefined}
        href={deskHref("/desk/mine", view, {}, [["sort", `${next ? "-" : ""}${column}`]])}
      />
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
          {rows.map((row) => (
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
              <DayByDay values={sparkValues(days, row.id, view)} />
            </tr>
          ))}
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
      return <StandWords stand={row.stand} journal={row.journal} />;
    default:
      return wholeNumber(row.measures[column]);
  }
}
