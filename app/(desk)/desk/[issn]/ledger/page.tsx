import type { Metadata } from "next";
import Link from "next/link";
import styles from "@/app/_desk/desk.module.css";
import { JournalHead } from "@/app/_desk/journal-head";
import { openJournal } from "@/app/_desk/open-journal";
import { Patient } from "@/app/_desk/patient";
import table from "@/app/_desk/table.module.css";
import { FaultNotice } from "@/app/_frame/notice";
import { IntegrityNav } from "@/app/_integrity/integrity-nav";
import { LedgerForm } from "@/app/_integrity/ledger-form";
import { LedgerMonths } from "@/app/_integrity/ledger-months";
import { LedgerTable } from "@/app/_integrity/ledger-table";
import { ledgerHref } from "@/app/_integrity/ledger-view";
import { readLedger } from "@/app/_integrity/read-ledger";
import { journalLedger } from "@/lib/counting/sql/journal-ledger";
import { sharedDb } from "@/lib/db/shared";
import { wholeNumber } from "@/lib/usage/words";

type Props = PageProps<"/desk/[issn]/ledger">;

export const metadata: Metadata = { title: "Ledger", robots: { index: false } };

const PER_PAGE = 100;

/** What changed in months that had been complete: nothing of a journal's published figures changes in silence. */
export default async function LedgerPage({ params, searchParams }: Props) {
  const { issn } = await params;
  const open = await openJournal(issn, `/desk/${issn}/ledger`);
  const db = sharedDb();
  const { view, filter, faults } = await readLedger(db, await searchParams);
  const offset = (view.page - 1) * PER_PAGE;
  // One more than is shown says whether there are more.
  const rows = await journalLedger(db, open.journal.id, filter, { limit: PER_PAGE + 1, offset });
  const here = rows.slice(0, PER_PAGE);
  const narrowed = [view.month, view.article, view.reason].some((one) => one !== undefined);
  const shown =
    here.length === 0
      ? "No entries."
      : `Entries ${wholeNumber(offset + 1)} to ${wholeNumber(offset + here.length)}, those of the newest days first.`;
  return (
    <>
      <JournalHead open={open} tab="/integrity" />
      <IntegrityNav issn={issn} page="/ledger" />
      {faults.length > 0 && <FaultNotice>Not understood in the address: {faults.join("; ")}.</FaultNotice>}
      <p className={styles.rule}>
        A month is complete two days after its end. Whatever changes its figures afterwards stands here: an article’s
        day, what its figures were and are, why, and by which method they were counted.
      </p>
      <LedgerForm issn={issn} view={view} key={JSON.stringify(view)} />
      <p className="visually-hidden" role="status">
        {shown}
      </p>
      {here.length === 0 ? (
        <p className={styles.nothing}>
          {narrowed ? "No entry is like that." : "Nothing of a complete month has been counted anew."}
        </p>
      ) : (
        <>
          <section className={styles.panel} aria-labelledby="months-title">
            <h2 id="months-title">By month</h2>
            <Patient name="The months" part={LedgerMonths({ journal: open.journal, view, filter })} />
          </section>
          <LedgerTable rows={here} issn={issn} shown={shown} />
          <p className={table.pages}>
            {view.page > 1 && (
              <Link prefetch={false} href={ledgerHref(issn, { ...view, page: view.page - 1 })}>
                Previous {PER_PAGE}
              </Link>
            )}
            {rows.length > PER_PAGE && (
              <Link prefetch={false} href={ledgerHref(issn, { ...view, page: view.page + 1 })}>
                Next {PER_PAGE}
              </Link>
            )}
            <a href={ledgerHref(issn, { ...view, page: 1 }, "/export")}>All entries as CSV</a>
          </p>
        </>
      )}
    </>
  );
}
