import Link from "next/link";
import { FaultNotice } from "@/app/_frame/notice";
import { sharedDb } from "@/lib/db/shared";
import { flaggedArticles } from "@/lib/integrity/sql/inbox";
import { rolledThroughRow } from "@/lib/usage/queries";
import { articlesDayRows } from "@/lib/usage/sql/articles-days";
import { parseTableView, tableParams } from "@/lib/usage/table-view";
import { instantWords, wholeNumber } from "@/lib/usage/words";
import { ArticleTable } from "./article-table";
import styles from "./desk.module.css";
import { deskHref } from "./desk-view";
import { FilterForm } from "./filter-form";
import { FixedDays } from "./fixed-days";
import { NothingCounted } from "./nothing-counted";
import { type Figures, readScope } from "./read-scope";
import { readTable } from "./read-table";
import tableStyles from "./table.module.css";
import { ViewBar } from "./view-bar";

const PER_PAGE = 100;
const NOTHING: ReadonlySet<number> = new Set();

/** Every article of a journal with its figures: sorted, searched, narrowed, and taken along. */
export async function ArticlesFigures({ scope, path, search, audience, tools }: Figures) {
  const { journal } = scope;
  const locked = audience !== "desk";
  const db = sharedDb();
  const read = await readScope(db, scope, search);
  if (!read) return <NothingCounted />;
  const { view } = read;
  const { table, faults } = parseTableView(search);
  const allFaults = [...read.faults, ...faults];
  const rolled = await rolledThroughRow(db);
  const { all, articles, row } = await readTable(db, journal, { ...view, since: read.since }, table);
  const pages = Math.max(1, Math.ceil(articles.length / PER_PAGE));
  const number = Math.min(table.page, pages);
  const page = articles.slice((number - 1) * PER_PAGE, number * PER_PAGE).map(row);
  const days = await articlesDayRows(
    db,
    page.map(({ id }) => id),
    view.from,
    view.to,
  );
  // What stands out is between the editors and what they read.
  const flagged = locked ? NOTHING : await flaggedArticles(db, journal.id);
  const more = tableParams(table);
  const first = (number - 1) * PER_PAGE + 1;
  const shown =
    articles.length === 0
      ? `None of ${wholeNumber(all.length)} articles.`
      : `${articles.length === all.length ? "All" : wholeNumber(articles.length)} of ${wholeNumber(all.length)} articles${pages > 1 ? `, ${wholeNumber(first)} to ${wholeNumber(first + page.length - 1)}` : ""}.`;
  // Guests leaf through what their link holds, and their address says no more.
  const pageHref = (to: number) =>
    locked ? `${path}?page=${to}` : deskHref(path, view, {}, tableParams(table, { page: to }));
  const csv = (format: string) => deskHref(`${path}/export`, view, {}, [...more, ["format", format]]);
  const inBackground = new URLSearchParams({
    ...{ what: "articles", view: new URLSearchParams([...more].map(([name, value]) => [name, value])).toString() },
    ...{ from: view.from, to: view.to, format: "xlsx" },
  });
  return (
    <>
      {allFaults.length > 0 && <FaultNotice>Not understood in the address: {allFaults.join("; ")}.</FaultNotice>}
      {locked ? (
        <FixedDays view={{ ...view, beside: undefined }} />
      ) : (
        <>
          <ViewBar
            {...{ path, view, more, tools }}
            reach={read}
            intervals={false}
            comparison={table.columns.includes("change")}
          />
          <FilterForm path={path} view={view} table={table} all={all} key={JSON.stringify(more)} />
        </>
      )}
      <p className="visually-hidden" role="status">
        {shown}
      </p>
      {articles.length === 0 ? (
        <p className={styles.nothing}>No article is like that. Take a filter away.</p>
      ) : (
        <ArticleTable
          {...{ journal, view, table, rows: page, days, flagged, shown }}
          path={locked ? undefined : path}
        />
      )}
      {pages > 1 && (
        <nav className={tableStyles.pages} aria-label="Pages of the table">
          {number > 1 && (
            <Link prefetch={false} href={pageHref(number - 1)}>
              Previous {PER_PAGE}
            </Link>
          )}
          {number < pages && (
            <Link prefetch={false} href={pageHref(number + 1)}>
              Next {PER_PAGE}
            </Link>
          )}
        </nav>
      )}
      <p className={tableStyles.pages}>
        <a href={locked ? `${path}/series` : csv("csv")}>All {wholeNumber(articles.length)} rows as CSV</a>
        {!locked && <a href={csv("xlsx")}>… as XLSX</a>}
        {!locked && <a href={`/desk/${journal.issn}/reports?${inBackground}#export`}>… in the background</a>}
      </p>
      <p className={styles.rule}>
        Counted through {rolled ? instantWords(rolled.toISOString()) : "–"}, by the COUNTER Code of Practice R5.1,
        readers alone. Uniques of an article add up over days. Days are UTC.
      </p>
    </>
  );
}
