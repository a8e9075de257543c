import Link from "next/link";
import type { ReactNode } from "react";
import { Scroll } from "@/app/_frame/scroll";
import { FlaggedMark } from "@/app/_integrity/flagged-mark";
import type { Journal } from "@/lib/catalog/article";
import type { TableRow } from "@/lib/usage/article-table";
import type { ArticleDay } from "@/lib/usage/sql/articles-days";
import { beginsDown, type Column, type TableView, tableParams } from "@/lib/usage/table-view";
import { shortDayWords, wholeNumber } from "@/lib/usage/words";
import { ArticleName } from "./article-name";
import { ChangeWords } from "./change";
import { COLUMN_WORDS } from "./column-words";
import { DayByDay } from "./day-by-day";
import { type DeskView, deskHref } from "./desk-view";
import { SortHeading } from "./sort-heading";
import { sparkValues } from "./spark-values";
import { StandWords } from "./stand-words";
import styles from "./table.module.css";

/** A page of a journal's articles with their figures; each heading sorts, and values narrow the table to their like. */
export function ArticleTable({
  journal,
  path,
  view,
  table,
  rows,
  days,
  flagged,
  shown,
}: {
  journal: Journal;
  /** Where headings and values lead; undefined for guests, to whom what is shown is fixed. */
  path: string | undefined;
  view: DeskView;
  table: TableView;
  rows: readonly TableRow[];
  days: readonly ArticleDay[];
  /** Articles with figures that somebody should look at. */
  flagged: ReadonlySet<number>;
  /** Which of how many these are, in words. */
  shown: string;
}) {
  const { sort, descending, columns } = table;
  const heading = (column: Column | "title") => {
    const way = descending ? "descending" : "ascending";
    const next = sort === column ? !descending : beginsDown(column);
    return (
      <SortHeading
        key={column}
        column={column}
        isText={isText(column)}
        sorted={sort === column ? way : undefined}
        href={path && deskHref(path, view, {}, tableParams(table, { sort: column, descending: next }))}
      />
    );
  };
  const narrowed = (name: string, value: string, words: string) =>
    path === undefined ? (
      <bdi>{words}</bdi>
    ) : (
      <Link
        prefetch={false}
        href={deskHref(path, view, {}, [...tableParams(table).filter(([one]) => one !== name), [name, value]])}
      >
        <bdi>{words}</bdi>
      </Link>
    );
  return (
    <Scroll className={styles.scroll} label="Articles, a table">
      <table className={styles.table}>
        <caption>{shown}</caption>
        <thead>
          <tr>
            {heading("title")}
            {columns.map(heading)}
            <th scope="col">Day by day</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <ArticleName of={row} issn={journal.issn} guest={path === undefined} />
                <span className={styles.doi}>{row.doi}</span>
                {flagged.has(row.id) && <FlaggedMark issn={journal.issn} doi={row.doi} />}
              </th>
              {columns.map((column) => (
                <td key={column} data-text={isText(column) || undefined}>
                  <span className={styles.label}>{COLUMN_WORDS[column].label}</span>
                  {cell(row, column, narrowed)}
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

const isText = (column: Column | "title"): boolean => !beginsDown(column);

const percent = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 0 });

function cell(
  row: TableRow,
  column: Column,
  narrowed: (name: string, value: string, words: string) => ReactNode,
): ReactNode {
  switch (column) {
    case "type":
      return row.type === null ? "–" : narrowed("type", row.type, row.type);
    case "section":
      return row.section === null ? "–" : narrowed("section", row.section, row.section);
    case "specialIssue":
      return row.specialIssueId === null || row.specialIssue === null
        ? "–"
        : narrowed("special-issue", String(row.specialIssueId), row.specialIssue);
    case "published":
      return row.published === null ? (
        narrowed("year", String(row.year), String(row.year))
      ) : (
        <time dateTime={row.published}>{shortDayWords(row.published)}</time>
      );
    case "change":
      return row.readsBefore === undefined ? (
        <span title="Not set beside other days, or nothing is on record of them">–</span>
      ) : (
        <ChangeWords now={row.measures.totalItemRequests} before={row.readsBefore} />
      );
    case "readShare":
      return row.readShare === undefined ? "–" : percent.format(row.readShare);
    case "percentile":
      return <StandWords stand={row.stand} />;
    default:
      return wholeNumber(row.measures[column]);
  }
}
