import Link from "next/link";
import page from "@/app/_frame/page.module.css";
import type { draftRows } from "@/lib/catalog/sql/drafts";
import styles from "./drafts.module.css";

/** Drafts under way, of whoever may edit with one. */
export function DraftList({ drafts }: { drafts: Awaited<ReturnType<typeof draftRows>> }) {
  if (drafts.length === 0) return null;
  return (
    <section aria-labelledby="drafts">
      <h2 id="drafts" className={styles.heading}>
        Drafts
      </h2>
      <ul className={styles.rows}>
        {drafts.map(({ id, title, doi, corrects, changed, changedBy, journal }) => (
          <li key={id}>
            <div>
              <Link prefetch={false} href={`/desk/drafts/${id}`}>
                {title.trim() || doi.trim() || "No title yet"}
              </Link>
              <p className={page.meta}>
                {corrects === null ? "New" : "Correction"} · {journal} · changed{" "}
                <time dateTime={changed.toISOString()}>{changed.toISOString().slice(0, 16).replace("T", " ")} UTC</time>
                {changedBy && ` by ${changedBy}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
