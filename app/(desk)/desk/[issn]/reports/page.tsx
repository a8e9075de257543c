import type { Metadata } from "next";
import Link from "next/link";
import desk from "@/app/_desk/desk.module.css";
import { oneOf } from "@/app/_desk/desk-view";
import page from "@/app/_frame/page.module.css";
import { askableFor, whatsOf } from "@/app/_reports/askable";
import { DefinitionList } from "@/app/_reports/definition-list";
import { ExportForm } from "@/app/_reports/export-form";
import { openReports } from "@/app/_reports/open-reports";
import { readDefinitions } from "@/app/_reports/read-definitions";
import { ReportNotice } from "@/app/_reports/report-notice";
import styles from "@/app/_reports/reports.module.css";
import { ReportsHead } from "@/app/_reports/reports-head";
import { RunTable } from "@/app/_reports/run-table";
import { typedExport } from "@/app/_reports/typed-export";
import { WHAT_WORDS } from "@/app/_reports/what-words";
import { sharedDb } from "@/lib/db/shared";
import { runRows } from "@/lib/reports/sql/runs";

type Props = PageProps<"/desk/[issn]/reports">;

export const metadata: Metadata = { title: "Reports", robots: { index: false } };

const SHOWN = 50;
const EXPORT_FIELDS = ["what", "view", "from", "to", "format"];

/** The reports of a journal, or of the platform: what is defined, and what was made. */
export default async function ReportsPage({ params, searchParams }: Props) {
  const { issn } = await params;
  const open = await openReports(issn, `/desk/${issn}/reports`);
  const db = sharedDb();
  const [listed, runs, search] = await Promise.all([
    readDefinitions(db, open.journalId),
    runRows(db, open.journalId, { limit: SHOWN }),
    searchParams,
  ]);
  const state = oneOf(search, "state");
  const texts = Object.fromEntries(EXPORT_FIELDS.map((name) => [name, oneOf(search, name)]));
  const wrong = state === "export" ? await typedExport(db, open, (name) => texts[name] ?? "") : undefined;
  return (
    <>
      <ReportsHead open={open} />
      <p className={page.lead}>
        Reports that are made when you ask, or by themselves, and go to whoever should have them.
      </p>
      <ReportNotice state={state} />
      <section className={desk.panel} aria-labelledby="defined-title">
        <h2 id="defined-title">Defined</h2>
        <DefinitionList listed={listed} at={open.at} />
        {open.defines && (
          <>
            <h3 id="new-title">A new report</h3>
            <ul className={styles.kinds} aria-labelledby="new-title">
              {whatsOf(open).map((what) => (
                <li key={what}>
                  <Link prefetch={false} href={`${open.at}/new?what=${what}`}>
                    <strong>{WHAT_WORDS[what].name}</strong>
                    {WHAT_WORDS[what].of}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      <section className={desk.panel} aria-labelledby="made-title">
        <h2 id="made-title">Made</h2>
        <p className={desk.rule}>The newest {SHOWN}. Their files stay as they were made.</p>
        <RunTable runs={runs} at={open.at} />
      </section>
      {open.journal && (
        <section className={desk.panel} aria-labelledby="export-title" id="export">
          <h2 id="export-title">Take along</h2>
          <p className={desk.rule}>
            A table of any length, made as one file in the background.{" "}
            <Link prefetch={false} href="/desk/exports">
              Your exports
            </Link>
          </p>
          <ExportForm
            at={open.at}
            views={(await askableFor(db, open, "articles")).views}
            texts={texts}
            fault={wrong && "fault" in wrong ? wrong.fault : undefined}
          />
        </section>
      )}
    </>
  );
}
