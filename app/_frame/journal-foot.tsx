import Link from "next/link";
import { alertPath, type Subject } from "@/lib/alerts/subject";
import type { Journal } from "@/lib/catalog/article";
import { readEnv, siteUrl } from "@/lib/env";
import styles from "./frame.module.css";

/** The foot of every page of a journal; on a special issue's the alert is the special issue's. */
export function JournalFoot({
  journal,
  specialIssue = null,
  page,
}: {
  journal: Journal;
  specialIssue?: Subject["specialIssue"];
  /** The page's path, for who has it on paper. */
  page?: string;
}) {
  return (
    <footer className={styles.footer}>
      <p>
        <Link prefetch={false} href={`/${journal.issn}`}>
          {journal.title}
        </Link>{" "}
        · EISSN {journal.issn} · Published by {journal.publisher}
      </p>
      {page && <p className={styles.printed}>{`${siteUrl(readEnv())}${page}`}</p>}
      <p data-screen>
        <a href={`/${journal.issn}/feed/rss`} type="application/rdf+xml">
          RSS
        </a>{" "}
        {readEnv().SMTP_URL !== undefined && (
          <>
            ·{" "}
            <Link href={alertPath({ journal, specialIssue })} prefetch={false}>
              E-mail table-of-contents alert
            </Link>{" "}
          </>
        )}
        · Usage counted by COUNTER R5.1 ·{" "}
        <Link prefetch={false} href="/how-we-count">
          How we count
        </Link>{" "}
        ·{" "}
        <Link href="/was-i-counted" prefetch={false}>
          Was I counted?
        </Link>
      </p>
    </footer>
  );
}
