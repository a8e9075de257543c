import Link from "next/link";
import { inboxHref } from "./inbox-view";
import styles from "./integrity.module.css";

/** Beside an article whose figures somebody should look at. */
export function FlaggedMark({ issn, doi }: { issn: string; doi: string }) {
  return (
    <Link
      prefetch={false}
      className={styles.mark}
      href={inboxHref(issn, { state: "open", rule: undefined, article: doi, page: 1 })}
    >
      flagged<span className="visually-hidden">: look at its figures</span>
    </Link>
  );
}
