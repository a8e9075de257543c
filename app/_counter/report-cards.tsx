import Link from "next/link";
import { type AskedReport, askedSearch } from "@/lib/reports/counter/asked-report";
import { isView, REPORTS, type ReportKind } from "@/lib/reports/counter/report-kind";
import styles from "./counter.module.css";

const GROUPS = [
  ["platform", "The platform as a whole"],
  ["title", "By journal"],
  ["item", "By article"],
] as const;

const of = (group: ReportKind["of"]) => Object.values(REPORTS).filter((kind) => kind.of === group);
/** A report keeps whose and of when, where another was chosen before. */
const hrefOf = (kind: ReportKind, asked: AskedReport | undefined, customerId: string | undefined) =>
  asked
    ? `/desk/counter?${askedSearch(asked, {}, kind)}`
    : `/desk/counter?${new URLSearchParams({ report: kind.id, ...(customerId && { customer_id: customerId }) })}`;

/** Every report there is, with what each is for. */
export function ReportCards({ customerId }: { customerId: string | undefined }) {
  return GROUPS.map(([group, words]) => (
    <section key={group} aria-labelledby={group}>
      <h2 id={group} className={styles.heading}>
        {words}
      </h2>
      <ul className={styles.cards}>
        {of(group).map((kind) => (
          <li key={kind.id}>
            <p className={styles.id}>{kind.id}</p>
            <h3>
              <Link prefetch={false} href={hrefOf(kind, undefined, customerId)}>
                {kind.name}
              </Link>
            </h3>
            <p>{kind.description}</p>
            <p className={styles.soft}>
              {isView(kind) ? "A Standard View: you choose the months." : "You choose filters and columns."}
            </p>
          </li>
        ))}
      </ul>
    </section>
  ));
}

/** The same in short, beside a report that is chosen. */
export function ReportTabs({ asked }: { asked: AskedReport }) {
  return (
    <nav className={styles.chosen} aria-label="Report">
      {Object.values(REPORTS).map((kind) => (
        <Link
          prefetch={false}
          key={kind.id}
          href={hrefOf(kind, asked, undefined)}
          title={kind.name}
          aria-current={kind === asked.kind ? "page" : undefined}
        >
          {kind.id}
        </Link>
      ))}
      <Link prefetch={false} href="/desk/counter">
        What each is for
      </Link>
    </nav>
  );
}
