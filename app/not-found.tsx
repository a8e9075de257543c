import Link from "next/link";
import styles from "./_frame/page.module.css";

export default function NotFound() {
  return (
    <div className={styles.lost}>
      <h1 className={styles.title}>There is nothing here</h1>
      <p>
        No journal, issue or article in the catalogue has this address. Articles are found at{" "}
        <code>/ISSN/volume/issue/first page</code>, or by their DOI at <code>/doi/10.…</code>
      </p>
      <p>
        <Link prefetch={false} href="/">
          To the journals
        </Link>
      </p>
    </div>
  );
}
