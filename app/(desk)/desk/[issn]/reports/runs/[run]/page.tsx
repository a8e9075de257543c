import type { Metadata } from "next";
import Link from "next/link";
import desk from "@/app/_desk/desk.module.css";
import { oneOf } from "@/app/_desk/desk-view";
import { MailForms } from "@/app/_frame/mail-forms";
import { openRun } from "@/app/_reports/open-run";
import { ReportNotice } from "@/app/_reports/report-notice";
import styles from "@/app/_reports/reports.module.css";
import { ReportsHead } from "@/app/_reports/reports-head";
import { RunChanged } from "@/app/_reports/run-changed";
import { RunDeliveries } from "@/app/_reports/run-deliveries";
import { RunState } from "@/app/_reports/run-words";
import { CAUSE_WORDS, FORMAT_WORDS } from "@/app/_reports/what-words";
import { sizeWords } from "@/lib/catalog/size-words";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { factsOf } from "@/lib/reports/delivery/facts";
import { previewMail } from "@/lib/reports/delivery/preview";
import { deliverySettings } from "@/lib/reports/delivery/settings";
import type { Format } from "@/lib/reports/made/ask";
import { changedSince } from "@/lib/reports/run/changed-since";
import { deliveriesOf, filesOf } from "@/lib/reports/sql/runs";
import { instantWords, shortDayWords, wholeNumber } from "@/lib/usage/words";

type Props = PageProps<"/desk/[issn]/reports/runs/[run]">;

export const metadata: Metadata = { title: "Report as it was made", robots: { index: false } };

/** One report as it was made: its figures and files, where it went, and what was restated since. */
export default async function RunPage({ params, searchParams }: Props) {
  const { issn, run: id } = await params;
  const { open, run } = await openRun(issn, id);
  const db = sharedDb();
  const now = new Date();
  const [files, deliveries, changed, mail, search] = await Promise.all([
    filesOf(db, run.id),
    deliveriesOf(db, run.id),
    changedSince(db, run),
    run.state === "made" ? previewMail(db, run.id, await deliverySettings(readEnv()), now) : undefined,
    searchParams,
  ]);
  const at = `${open.at}/runs/${run.id}`;
  const facts = factsOf(run.facts);
  return (
    <>
      <ReportsHead open={open} />
      <ReportNotice state={oneOf(search, "state")} />
      <section className={desk.panel} aria-labelledby="run-title">
        <h2 id="run-title">
          <bdi>{run.name}</bdi>
        </h2>
        {facts.headline && <p>{facts.headline}</p>}
        <dl className={styles.facts}>
          <dt>State</dt>
          <dd>
            <RunState run={run} />
            {run.note && `: ${run.note}`}
          </dd>
          <dt>Of</dt>
          <dd>
            {facts.title && `${facts.title}, `}
            {shortDayWords(run.from)} – {shortDayWords(run.to)} (UTC)
          </dd>
          <dt>Due</dt>
          <dd>
            {instantWords((run.slot ?? run.asked).toISOString())} ({CAUSE_WORDS[run.cause].toLowerCase()})
          </dd>
          {run.settled && (
            <>
              <dt>{run.state === "made" ? "Made" : "Ended"}</dt>
              <dd>{instantWords(run.settled.toISOString())}</dd>
            </>
          )}
          {run.countedThrough && (
            <>
              <dt>Counted through</dt>
              <dd>
                {instantWords(run.countedThrough.toISOString())}, method {run.methodVersion}
              </dd>
            </>
          )}
          {facts.figures.map(({ label, value, before }) => (
            <div key={label} style={{ display: "contents" }}>
              <dt>{label}</dt>
              <dd>
                {wholeNumber(value)}
                {before !== undefined && ` (${wholeNumber(before)} in the period before)`}
              </dd>
            </div>
          ))}
        </dl>
        {run.definitionId !== null && (
          <p>
            <Link prefetch={false} href={`${open.at}/${run.definitionId}`}>
              The report and its schedules
            </Link>
          </p>
        )}
      </section>
      <section className={desk.panel} aria-labelledby="files-title">
        <h2 id="files-title">Files</h2>
        {files.length === 0 ? (
          <p className={styles.note}>
            There are none{run.state === "waiting" || run.state === "making" ? " yet" : ""}.
          </p>
        ) : (
          <ul className={styles.files}>
            {files.map(({ format, name, bytes, sha256 }) => (
              <li key={format}>
                <a href={`${at}/files/${format}`}>{name}</a> ({FORMAT_WORDS[format as Format] ?? format},{" "}
                {sizeWords({ bytes })})<code>SHA-256 {sha256}</code>
              </li>
            ))}
          </ul>
        )}
      </section>
      {run.state === "made" && (
        <section className={desk.panel} aria-labelledby="changed-title">
          <h2 id="changed-title">What changed since</h2>
          <RunChanged changed={changed} ledger={open.journal && `/desk/${open.journal.issn}/ledger`} />
        </section>
      )}
      {mail && (
        <section className={desk.panel} aria-labelledby="mail-title">
          <h2 id="mail-title">Its mail</h2>
          <p className={desk.rule}>As whoever is on its list gets it; here its links lead nowhere.</p>
          <MailForms title="The mail" message={mail} />
        </section>
      )}
      {deliveries.length > 0 && (
        <section className={desk.panel} aria-labelledby="sent-title">
          <h2 id="sent-title">Where it went</h2>
          <RunDeliveries {...{ deliveries, at }} again={open.defines && run.state === "made"} />
        </section>
      )}
    </>
  );
}
