import Link from "next/link";
import styles from "@/app/_drafts/drafts.module.css";
import page from "@/app/_frame/page.module.css";
import { journalRows } from "@/lib/catalog/sql/journals";
import { specialIssuesByIds } from "@/lib/catalog/sql/special-issues";
import { sharedDb } from "@/lib/db/shared";
import { mayReadJournal, specialIssuesRead } from "@/lib/people/may";
import type { Person } from "@/lib/people/visitor";

/** The journals and special issues whose figures somebody may read; nothing when there are none. */
export async function FiguresList({ person }: { person: Person }) {
  const db = sharedDb();
  const journals = (await journalRows(db)).filter(({ id }) => mayReadJournal(person.grants, id));
  const whole = new Set(journals.map(({ issn }) => issn));
  const issues = (await specialIssuesByIds(db, specialIssuesRead(person.grants))).filter(
    ({ issn }) => !whole.has(issn),
  );
  if (journals.length + issues.length === 0) return null;
  return (
    <section aria-labelledby="figures-title">
      <h2 id="figures-title" className={styles.heading}>
        Figures
      </h2>
      <ul className={page.list}>
        {journals.map(({ issn, title }) => (
          <li key={issn}>
            <h3>
              <Link prefetch={false} href={`/desk/${issn}`}>
                {title}
              </Link>
            </h3>
            <p className={page.links}>
              <Link prefetch={false} href={`/desk/${issn}/articles`}>
                Articles
              </Link>
              <Link prefetch={false} href={`/desk/${issn}/compare`}>
                Compare
              </Link>
              <Link prefetch={false} href={`/desk/${issn}/cohorts`}>
                Cohorts
              </Link>
              <Link prefetch={false} href={`/desk/${issn}/where`}>
                Where from
              </Link>
            </p>
          </li>
        ))}
        {issues.map(({ issn, slug, title }) => (
          <li key={`${issn}/${slug}`}>
            <h3>
              <Link prefetch={false} href={`/desk/${issn}/special-issues/${slug}`}>
                {title}
              </Link>
            </h3>
          </li>
        ))}
      </ul>
    </section>
  );
}
