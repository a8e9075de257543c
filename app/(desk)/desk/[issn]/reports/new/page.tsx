import type { Metadata } from "next";
import { redirect } from "next/navigation";
import desk from "@/app/_desk/desk.module.css";
import { oneOf, searchOf } from "@/app/_desk/desk-view";
import { askableFor, whatsOf } from "@/app/_reports/askable";
import { DefinitionForm } from "@/app/_reports/definition-form";
import { openDefining } from "@/app/_reports/open-reports";
import { ReportNotice } from "@/app/_reports/report-notice";
import { ReportsHead } from "@/app/_reports/reports-head";
import { DEFINITION_FIELDS, textsOf, typedDefinition } from "@/app/_reports/typed-definition";
import { sharedDb } from "@/lib/db/shared";
import { checkDefinition } from "@/lib/reports/definition/define";

type Props = PageProps<"/desk/[issn]/reports/new">;

export const metadata: Metadata = { title: "New report", robots: { index: false } };

/** The form for a report of one kind; what was typed and is not right comes back with what is wrong with it. */
export default async function NewReportPage({ params, searchParams }: Props) {
  const { issn } = await params;
  const open = await openDefining(issn, `/desk/${issn}/reports`);
  const search = await searchParams;
  const what = whatsOf(open).find((one) => one === oneOf(search, "what"));
  if (!what) redirect(open.at);
  const db = sharedDb();
  const state = oneOf(search, "state");
  const given = searchOf(search);
  const texts = Object.fromEntries(
    Object.entries(textsOf(given, DEFINITION_FIELDS)).filter(([name]) => given.has(name)),
  );
  const checked =
    state === "faults" ? await checkDefinition(db, open, typedDefinition(texts, open.journalId)) : undefined;
  const faults = checked && "faults" in checked ? checked.faults : {};
  return (
    <>
      <ReportsHead open={open} />
      <ReportNotice state={state} />
      <section className={desk.panel} aria-labelledby="new-title">
        <h2 id="new-title">A new report</h2>
        <DefinitionForm
          {...{ at: open.at, what, texts, faults, kept: undefined }}
          askable={await askableFor(db, open, what)}
        />
      </section>
    </>
  );
}
