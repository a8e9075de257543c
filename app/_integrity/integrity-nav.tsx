import Link from "next/link";
import styles from "./integrity.module.css";

const PAGES = [
  ["/integrity", "To look at"],
  ["/freshness", "Freshness"],
  ["/ledger", "Ledger"],
] as const;

/** The pages that say how far the figures can be trusted. */
export function IntegrityNav({ issn, page }: { issn: string; page: (typeof PAGES)[number][0] }) {
  return (
    <nav className={styles.subnav} aria-label="Integrity">
      {PAGES.map(([step, words]) => (
        <Link
          prefetch={false}
          key={step}
          href={`/desk/${issn}${step}`}
          aria-current={step === page ? "page" : undefined}
        >
          {words}
        </Link>
      ))}
    </nav>
  );
}
