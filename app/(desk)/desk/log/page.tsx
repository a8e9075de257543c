import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import filter from "@/app/_desk/filter.module.css";
import page from "@/app/_frame/page.module.css";
import { DeskHead } from "@/app/_people/desk-head";
import { LogTable } from "@/app/_people/log-table";
import { logHref, logView } from "@/app/_people/log-view";
import styles from "@/app/_people/people.module.css";
import { requirePerson } from "@/app/_people/person";
import { sharedDb } from "@/lib/db/shared";
import { AUDITED } from "@/lib/people/audit";
import { maySeePeople } from "@/lib/people/may-appoint";
import { LONGEST_NAME } from "@/lib/people/rules";
import { auditRows } from "@/lib/people/sql/audit";

export const metadata: Metadata = { title: "Log", robots: { index: false } };

const A_PAGE = 50;

/** What people did: to administrators everything, to editors what was done with their journals. */
export default async function LogPage({ searchParams }: PageProps<"/desk/log">) {
  const person = await requirePerson("/desk/log");
  if (!maySeePeople(person.grants)) notFound();
  const view = logView(person.grants, await searchParams);
  const { action, who, before } = view;
  const found = await auditRows(sharedDb(), view, A_PAGE + 1);
  const rows = found.slice(0, A_PAGE);
  return (
    <>
      <DeskHead person={person} />
      <h1 className={page.title}>Log</h1>
      <p className={page.lead}>
        {view.journals === "all"
          ? "What people did here in the last two years."
          : "What people did with your journals in the last two years."}
      </p>
      <search>
        <form action="/desk/log" className={filter.form}>
          <label className={filter.words}>
            Who
            <input type="search" name="who" defaultValue={who} maxLength={LONGEST_NAME} />
          </label>
          <label>
            What
            <select name="action" defaultValue={action ?? ""}>
              <option value="">Everything</option>
              {Object.entries(AUDITED).map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </select>
          </label>
          <button type="submit">Show</button>
        </form>
      </search>
      {rows.length > 0 ? <LogTable rows={rows} /> : <p>Nothing like that is in the log.</p>}
      <nav className={styles.pages} aria-label="Pages">
        {before !== undefined && (
          <Link prefetch={false} href={logHref("/desk/log", { action, who })}>
            ← Newest
          </Link>
        )}
        {found.length > A_PAGE && (
          <Link prefetch={false} href={logHref("/desk/log", { action, who, before: rows.at(-1)?.id })}>
            Older →
          </Link>
        )}
        <a href={logHref("/desk/log/export", { action, who })} download>
          All of it as CSV
        </a>
      </nav>
    </>
  );
}
