import type { Metadata } from "next";
import { notFound } from "next/navigation";
import styles from "@/app/_counter/counter.module.css";
import { CounterHead } from "@/app/_counter/counter-head";
import { customersToChoose } from "@/app/_counter/customers-to-choose";
import { MonthLinks } from "@/app/_counter/month-links";
import { availableMonths, openReport, requireReporter } from "@/app/_counter/open-reports";
import { ReportCards, ReportTabs } from "@/app/_counter/report-cards";
import { ReportElsewhere } from "@/app/_counter/report-elsewhere";
import { ReportForm } from "@/app/_counter/report-form";
import { ReportPreview } from "@/app/_counter/report-preview";
import { fieldWords, monthWords } from "@/app/_counter/words";
import { oneOf, searchOf } from "@/app/_desk/desk-view";
import { Patient } from "@/app/_desk/patient";
import { FaultNotice, Notice } from "@/app/_frame/notice";
import page from "@/app/_frame/page.module.css";
import { readEnv, siteUrl } from "@/lib/env";
import { mayReportInstitutions } from "@/lib/people/may";
import { reportHost } from "@/lib/reports/counter/settings";

export const metadata: Metadata = { title: "COUNTER reports", robots: { index: false } };

/** COUNTER reports for people: which, of whom, of when and with which filters is in the address. */
export default async function CounterPage({ searchParams }: PageProps<"/desk/counter">) {
  const params = await searchParams;
  const search = searchOf(params);
  const person = await requireReporter(search.size > 0 ? `/desk/counter?${search}` : "/desk/counter");
  const everybody = mayReportInstitutions(person.grants);
  const head = <CounterHead person={person} tab="/desk/counter" title="COUNTER reports" />;
  const available = await availableMonths(new Date());
  if (!available)
    return (
      <>
        {head}
        <p className={page.lead}>What libraries and funders ask for, as a file or by the API.</p>
        <Notice>
          No month is processed yet. Nothing of a month is reported before all of it is counted, which is two days after
          its end or later.
        </Notice>
      </>
    );
  const open = await openReport(person, search, available);
  if (open === "hidden") notFound();
  if (!open)
    return (
      <>
        {head}
        <p className={page.lead}>
          What libraries and funders ask for, as a file or by the API. There are reports of{" "}
          {monthWords(available.first)} to {monthWords(available.last)}.
        </p>
        {search.has("report") && <FaultNotice>There is no such report. These there are:</FaultNotice>}
        <ReportCards customerId={everybody ? oneOf(params, "customer_id") : undefined} />
      </>
    );
  const { asked, customer, parsed, faults } = open;
  const { platformId } = reportHost(readEnv());
  const labelOf = (name: string) =>
    ({ customer_id: "Usage of", begin_date: "From", end_date: "To" })[name] ??
    fieldWords(name, asked.kind, platformId).label;
  return (
    <>
      {head}
      <ReportTabs asked={asked} />
      <h2 className={styles.name}>{asked.kind.name}</h2>
      <p className={page.rule}>{asked.kind.description}</p>
      <MonthLinks asked={asked} available={available} />
      {faults.size > 0 && (
        <FaultNotice>
          {faults.size === 1 ? "One field needs" : `${faults.size} fields need`} another look:{" "}
          {[...faults.keys()].map((name, i) => (
            <span key={name}>
              {i > 0 && ", "}
              <a href={`#${name}`}>{labelOf(name)}</a>
            </span>
          ))}
          .
        </FaultNotice>
      )}
      <ReportForm
        // What is typed follows the address, also when the report changes by a link.
        key={search.toString()}
        open={open}
        available={available}
        customers={everybody ? await customersToChoose(asked.customerId) : undefined}
        platformId={platformId}
      />
      {customer && parsed.kind === "request" && faults.size === 0 && (
        <section aria-labelledby="report" className={styles.report}>
          <h2 id="report" className={styles.name}>
            {asked.kind.name} of {customer.name}
          </h2>
          <Patient name="The report’s first rows" part={ReportPreview({ open, customer, parsed })} />
          <ReportElsewhere asked={asked} site={siteUrl(readEnv())} />
        </section>
      )}
    </>
  );
}
