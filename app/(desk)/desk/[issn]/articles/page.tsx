import type { Metadata } from "next";
import Link from "next/link";
import { instantWords, wholeNumber } from "@/app/_charts/words";
import { ArticleTable } from "@/app/_desk/article-table";
import styles from "@/app/_desk/desk.module.css";
import { deskHref } from "@/app/_desk/desk-view";
import { FilterForm } from "@/app/_desk/filter-form";
import { JournalHead } from "@/app/_desk/journal-head";
import { NothingCounted } from "@/app/_desk/nothing-counted";
import { openJournal } from "@/app/_desk/open-journal";
import { readScope } from "@/app/_desk/read-scope";
import { readTable } from "@/app/_desk/read-table";
import tableStyles from "@/app/_desk/table.module.css";
import { parseTableView, tableParams } from "@/app/_desk/table-view";
import { ViewBar } from "@/app/_desk/view-bar";
import { FaultNotice } from "@/app/_frame/notice";
import { sharedDb } from "@/lib/db/shared";
import { flaggedArticles } from "@/lib/integrity/sql/inbox";
import { rolledThroughRow } from "@/lib/usage/queries";
import { articlesDayRows } from "@/lib/usage/sql/articles-days";

type Props = PageProps<"/desk/[issn]/articles">;

export const metadata: Metadata = { title: "Articles", robots: { index: false } };

const PER_PAGE = 100;

/** Every article of a journal with its figures: sorted, searched, narrowed, and taken along. */
export default async function ArticlesPage({ params, searchParams }: Props) {
  const { issn } = await params;
  const path = `/desk/${issn}/articles`;
  const open = await openJournal(issn, path);
  const search = await searchParams;
  const db = sharedDb();
  const scope = { journal: open.journal };
  const read = await readScope(db, scope, search);
  const head = <JournalHead open={open} tab="/articles" />;
  if (!read)
    return (
      <>
        {head}
        <NothingCounted />
      </>
    );
  const { view } = read;
  const { table, faults } = parseTableView(search);
  const allFaults = [...read.faults, ...faults];
  const rolled = await rolledThroughRow(db);
  const { all, articles, row } = await readTable(db, open.journal, view, table);
  const pages = Math.max(1, Math.ceil(articles.length / PER_PAGE));
  const number = Math.min(table.page, pages);
  const page = articles.slice((number - 1) * PER_PAGE, number * PER_PAGE).map(row);
  const days = await articlesDayRows(
    db,
    page.map(({ id }) => id),
    view.from,
    view.to,
  );
  const flagged = await flaggedArticles(db, open.journal.id);
  const more = tableParams(table);
  const first = (number - 1) * PER_PAGE + 1;
  const shown =
    articles.length === 0
      ? `None of ${wholeNumber(all.length)} articles.`
      : `${articles.length === all.length ? "All" : wholeNumber(articles.length)} of ${wholeNumber(all.length)} articles${pages > 1 ? `, ${wholeNumber(first)} to ${wholeNumber(first + page.length - 1)}` : ""}.`;
  const csv = (format: string) => deskHref(`${path}/export`, view, {}, [...more, ["format", format]]);
  return (
    <>
      {head}
      {allFaults.length > 0 && <FaultNotice>Not understood in the address: {allFaults.join("; ")}.</FaultNotice>}
      <ViewBar path={path} view={view} more={more} intervals={false} comparison={false} />
      <FilterForm path={path} view={view} table={table} all={all} key={JSON.stringify(more)} />
      <p className="visually-hidden" role="status">
        {shown}
      </p>
      {articles.length === 0 ? (
        <p className={styles.nothing}>No article is like that. Take a filter away.</p>
      ) : (
        <ArticleTable {...{ journal: open.journal, path, view, table, rows: page, days, flagged, shown }} />
      )}
      {pages > 1 && (
        <nav className={tableStyles.pages} aria-label="Pages of the table">
          {number > 1 && (
            <Link prefetch={false} href={deskHref(path, view, {}, tableParams(table, { page: number - 1 }))}>
              Previous {PER_PAGE}
            </Link>
          )}
          {number < pages && (
            <Link prefetch={false} href={deskHref(path, view, {}, tableParams(table, { page: number + 1 }))}>
              Next {PER_PAGE}
            </Link>
          )}
        </nav>
      )}
      <p className={tableStyles.pages}>
        <a href={csv("csv")}>All {wholeNumber(articles.length)} rows as CSV</a>
        <a href={csv("xlsx")}>… as XLSX</a>
      </p>
      <p className={styles.rule}>
        Counted through {rolled ? instantWords(rolled.toISOString()) : "–"}, by the COUNTER Code of Practice R5.1,
        readers alone. Uniques of an article add up over days. Days are UTC.
      </p>
    </>
  );
}
