import Link from "next/link";
import { connection } from "next/server";
import styles from "@/app/_frame/page.module.css";
import { SearchForm } from "@/app/_frame/search-form";
import { journalRows } from "@/lib/catalog/sql/journals";
import { sharedDb } from "@/lib/db/shared";

/** The portal: the journals that are counted here. */
export default async function Portal() {
  await connection();
  const journals = await journalRows(sharedDb());
  return (
    <>
      <h1 className={styles.title}>Journals</h1>
      <p className={styles.lead}>
        How their articles are read: every view and download recorded, counted by the COUNTER Code of Practice, and
        shown as it is.
      </p>
      {journals.length > 0 && <SearchForm of="Search all journals" />}
      {journals.length === 0 ? (
        <p>
          There are no journals yet. <code>npm run footfall -- sample</code> loads one to look at.
        </p>
      ) : (
        <ul className={styles.list}>
          {journals.map(({ issn, title, publisher, sample }) => (
            <li key={issn}>
              <h2>
                <Link prefetch={false} href={`/${issn}`}>
                  <bdi>{title}</bdi>
                </Link>
              </h2>
              <p className={styles.meta}>
                EISSN {issn} · <bdi>{publisher}</bdi>
                {sample && " · sample journal with simulated usage"}
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
