import Link from "next/link";
import { findSettings } from "@/app/_article/find-settings";
import { alertPath, type Subject } from "@/lib/alerts/subject";
import type { Journal } from "@/lib/catalog/article";
import { publishesData } from "@/lib/catalog/settings";
import { readEnv } from "@/lib/env";
import { dataPath } from "@/lib/reports/open-data/address";
import styles from "./frame.module.css";

/** The foot of every page of a journal; on a special issue's the alert is the special issue's. */
export async function JournalFoot({
  journal,
  specialIssue = null,
}: {
  journal: Journal;
  specialIssue?: Subject["specialIssue"];
}) {
  const settings = await findSettings(journal.id);
  return (
    <footer className={styles.footer}>
      <p>
        <Link prefetch={false} href={`/${journal.issn}`}>
          <bdi>{journal.title}</bdi>
        </Link>{" "}
        · EISSN {journal.issn} · Published by <bdi>{journal.publisher}</bdi>
      </p>
      <p>
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
        {publishesData(settings) && (
          <>
            ·{" "}
            <Link href={dataPath(journal.issn)} prefetch={false}>
              Open data
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
