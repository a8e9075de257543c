import type { Metadata } from "next";
import { notFound } from "next/navigation";
import desk from "@/app/_desk/desk.module.css";
import { oneOf, searchOf } from "@/app/_desk/desk-view";
import page from "@/app/_frame/page.module.css";
import { askableFor } from "@/app/_reports/askable";
import { DefinitionForm } from "@/app/_reports/definition-form";
import { periodWords } from "@/app/_reports/definition-list";
import { openReports } from "@/app/_reports/open-reports";
import { inWords } from "@/app/_reports/read-definitions";
import { readTypedSchedule } from "@/app/_reports/read-typed-schedule";
import { ReportNotice } from "@/app/_reports/report-notice";
import styles from "@/app/_reports/reports.module.css";
import { ReportsHead } from "@/app/_reports/reports-head";
import { RunTable } from "@/app/_reports/run-table";
import { MakeNow, Schedules } from "@/app/_reports/schedules";
import { DEFINITION_FIELDS, definitionTexts, textsOf, typedDefinition } from "@/app/_reports/typed-definition";
import { formatsWords } from "@/app/_reports/what-words";
import { sharedDb } from "@/lib/db/shared";
import { wholeId } from "@/lib/desk/whole-id";
import { readEnv } from "@/lib/env";
import { checkDefinition } from "@/lib/reports/definition/define";
import { targetKinds } from "@/lib/reports/delivery/target";
import { definitionRow, schedulesOf } from "@/lib/reports/sql/definitions";
import { runRows } from "@/lib/reports/sql/runs";

type Props = PageProps<"/desk/[issn]/reports/[id]">;

export const metadata: Metadata = { title: "Report", robots: { index: false } };

const SHOWN = 100;

/** One report: what it is of, when it is made and where it goes, and what was made. */
export default async function ReportPage({ params, searchParams }: Props) {
  const { issn, id } = await params;
  const open = await openReports(issn, `/desk/${issn}/reports/${id}`);
  const db = sharedDb();
  const row = await definitionRow(db, open.journalId, wholeId(id));
  if (!row) notFound();
  const env = readEnv();
  const at = `${open.at}/${row.id}`;
  const search = await searchParams;
  const state = oneOf(search, "state");
  const [{ definition, words }, schedules, runs] = await Promise.all([
    inWords(db, row),
    schedulesOf(db, [row.id]),
    runRows(db, open.journalId, { definitionId: row.id, limit: SHOWN }),
  ]);
  const given = searchOf(search);
  const typed = (state === "faults" || state === "changed") && given.has("what");
  const texts = typed
    ? textsOf(given, DEFINITION_FIELDS)
    : definition.ask
      ? definitionTexts({ ...definition, ask: definition.ask })
      : {};
  const checked = typed ? await checkDefinition(db, open, typedDefinition(texts, open.journalId)) : undefined;
  const schedule = await readTypedSchedule(given, env);
  return (
    <>
      <ReportsHead open={open} />
      <ReportNotice state={state} />
      <section className={desk.panel} aria-labelledby="report-title">
        <h2 id="report-title">
          <bdi>{definition.name}</bdi>
        </h2>
        <p className={page.meta}>
          {words}, of {periodWords(definition.period)}, as {formatsWords(definition.formats)}
        </p>
        {open.defines && (
          <>
            <MakeNow at={at} email={open.person.email} />
            {definition.ask && (
              <details className={styles.fold} open={typed}>
                <summary>Change what it is of</summary>
                <DefinitionForm
                  {...{ at: open.at, what: definition.ask.what, texts, kept: row }}
                  faults={checked && "faults" in checked ? checked.faults : {}}
                  askable={await askableFor(db, open, definition.ask.what)}
                />
              </details>
            )}
          </>
        )}
      </section>
      <section className={desk.panel} aria-labelledby="schedules-title" id="schedules">
        <h2 id="schedules-title">Schedules</h2>
        <Schedules {...{ at, schedules, typed: schedule, possible: targetKinds(env), defines: open.defines }} />
      </section>
      <section className={desk.panel} aria-labelledby="made-title">
        <h2 id="made-title">Made</h2>
        <RunTable runs={runs} at={open.at} />
      </section>
      {open.defines && (
        <form method="post" action={`${at}/remove`} className={styles.buttons}>
          <button type="submit" className={styles.small}>
            Remove this report
          </button>
          <span className={styles.note}>Its schedules end. What was made of it stays.</span>
        </form>
      )}
    </>
  );
}
