import Link from "next/link";
import type { Journal } from "@/lib/catalog/article";
import styles from "./frame.module.css";

/** The foot of every page of a journal. */
export function JournalFoot({ journal }: { journal: Journal }) {
  return (
    <footer className={styles.footer}>
      <p>
        <Link href={`/${journal.issn}`}>{journal.title}</Link> · EISSN {journal.issn} · Published by {journal.publisher}
      </p>
      <p>
        <a href={`/${journal.issn}/feed/rss`} type="application/rdf+xml">
          RSS
        </a>{" "}
        · Usage counted by COUNTER R5.1 · <Link href="/how-we-count">How we count</Link> ·{" "}
        <Link href="/was-i-counted" prefetch={false}>
          Was I counted?
        </Link>
      </p>
    </footer>
  );
}
