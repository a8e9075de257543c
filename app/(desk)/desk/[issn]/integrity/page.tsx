import type { Metadata } from "next";
import Link from "next/link";
import styles from "@/app/_desk/desk.module.css";
import { JournalHead } from "@/app/_desk/journal-head";
import { NothingCounted } from "@/app/_desk/nothing-counted";
import { openJournal } from "@/app/_desk/open-journal";
import table from "@/app/_desk/table.module.css";
import { FaultNotice } from "@/app/_frame/notice";
import { FlagItem } from "@/app/_integrity/flag-item";
import { InboxForm } from "@/app/_integrity/inbox-form";
import { inboxHref, parseInboxView } from "@/app/_integrity/inbox-view";
import integrity from "@/app/_integrity/integrity.module.css";
import { IntegrityNav } from "@/app/_integrity/integrity-nav";
import { articleByDoi } from "@/lib/catalog/articles";
import { parseDoi } from "@/lib/catalog/doi";
import { sharedDb } from "@/lib/db/shared";
import { inbox } from "@/lib/integrity/inbox";
import { lastRolledDay } from "@/lib/usage/journal-figures";
import { wholeNumber } from "@/lib/usage/words";

type Props = PageProps<"/desk/[issn]/integrity">;

export const metadata: Metadata = { title: "Integrity", robots: { index: false } };

/** Figures of a journal that stand out, for somebody who knows the articles to look at. */
export default async function IntegrityPage({ params, searchParams }: Props) {
  const { issn } = await params;
  const open = await openJournal(issn, `/desk/${issn}/integrity`);
  const { view, faults } = parseInboxView(await searchParams);
  const db = sharedDb();
  const through = await lastRolledDay(db);
  const head = (
    <>
      <JournalHead open={open} tab="/integrity" />
      <IntegrityNav issn={issn} page="/integrity" />
    </>
  );
  if (through === undefined)
    return (
      <>
        {head}
        <NothingCounted />
      </>
    );
  const doi = view.article === undefined ? undefined : parseDoi(view.article);
  const article = doi === undefined ? undefined : await articleByDoi(db, doi, new Date());
  if (view.article !== undefined && !article) faults.push(`article ${view.article} is none of this site`);
  // An article that is not there has no flags; those of all others are not what was asked for.
  const articleId = view.article === undefined ? undefined : (article?.id ?? -1);
  const { flags, matching, pages } = await inbox(
    db,
    open.journal.id,
    { ...view, articleId },
    { page: view.page, through },
  );
  const narrowed = view.rule !== undefined || view.article !== undefined || view.state !== "open";
  const shown = `${wholeNumber(matching)} ${view.state === "open" ? "open " : ""}${matching === 1 ? "matter" : "matters"}${narrowed ? " of this filter" : ""}`;
  return (
    <>
      {head}
      {faults.length > 0 && <FaultNotice>Not understood in the address: {faults.join("; ")}.</FaultNotice>}
      <p className={styles.rule}>
        Figures that stand out by one of five rules. There may be a good reason: a course that reads an article, a
        newspaper, a file that was missing. Whoever edits the journal says so, or takes the usage out of the figures;
        either can be changed later.
      </p>
      <InboxForm issn={issn} view={view} key={JSON.stringify(view)} />
      <p className={styles.rule} role="status">
        {shown}.
      </p>
      {flags.length === 0 ? (
        <p className={styles.nothing}>
          {narrowed ? "Nothing is like that." : "Nothing stands out that nobody has looked at."}
        </p>
      ) : (
        <ul className={integrity.list}>
          {flags.map((flag) => (
            <FlagItem key={flag.id} flag={flag} issn={issn} />
          ))}
        </ul>
      )}
      {pages > 1 && (
        <nav className={table.pages} aria-label="Pages of the list">
          {view.page > 1 && (
            <Link prefetch={false} href={inboxHref(issn, view, { page: view.page - 1 })}>
              Newer
            </Link>
          )}
          {view.page < pages && (
            <Link prefetch={false} href={inboxHref(issn, view, { page: view.page + 1 })}>
              Older
            </Link>
          )}
        </nav>
      )}
    </>
  );
}
