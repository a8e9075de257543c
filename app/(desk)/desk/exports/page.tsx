import type { Metadata } from "next";
import desk from "@/app/_desk/desk.module.css";
import { oneOf } from "@/app/_desk/desk-view";
import { FaultNotice, GoodNotice } from "@/app/_frame/notice";
import page from "@/app/_frame/page.module.css";
import { WideTable } from "@/app/_frame/wide-table";
import { DeskHead } from "@/app/_people/desk-head";
import { requirePerson } from "@/app/_people/person";
import styles from "@/app/_reports/reports.module.css";
import { RunState } from "@/app/_reports/run-words";
import { dayOf } from "@/lib/calendar/day";
import { sharedDb } from "@/lib/db/shared";
import { EXPORTS_AT_ONCE } from "@/lib/reports/run/ask-run";
import { exportRows } from "@/lib/reports/sql/runs";
import { dayWords, instantWords, shortDayWords, wholeNumber } from "@/lib/usage/words";

export const metadata: Metadata = { title: "Exports", robots: { index: false } };

const SHOWN = 100;

/** The files that whoever looks asked for: how far each is, and until when it is there. */
export default async function ExportsPage({ searchParams }: PageProps<"/desk/exports">) {
  const person = await requirePerson("/desk/exports");
  const [runs, search] = await Promise.all([exportRows(sharedDb(), person.id, SHOWN), searchParams]);
  const state = oneOf(search, "state");
  return (
    <>
      <DeskHead person={person} />
      <h1 className={page.title}>Exports</h1>
      <p className={page.lead}>Files you asked for. Each is there for a week.</p>
      {state === "asked" && <GoodNotice>It is being made. Look again in a moment, or wait for the mail.</GoodNotice>}
      {state === "many" && (
        <FaultNotice>{EXPORTS_AT_ONCE} files are being made for you already. Wait for one of them.</FaultNotice>
      )}
      {runs.length === 0 ? (
        <p className={desk.nothing}>You asked for none, or they are gone.</p>
      ) : (
        <WideTable label="Files you asked for">
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Days</th>
              <th scope="col">Asked for</th>
              <th scope="col">State</th>
              <th scope="col">There until</th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <tr key={run.id}>
                <th scope="row">
                  {run.state === "made" ? (
                    <a href={`/desk/exports/${run.id}/file`}>
                      <bdi>{run.name}</bdi> ({run.formats.join(", ").toUpperCase()})
                    </a>
                  ) : (
                    <bdi>{run.name}</bdi>
                  )}
                </th>
                <td>
                  {shortDayWords(run.from)} – {shortDayWords(run.to)}
                </td>
                <td>{instantWords(run.asked.toISOString())}</td>
                <td>
                  <RunState run={run} />
                  {run.state === "making" && run.rowsDone !== null && (
                    <div className={styles.note}>{wholeNumber(run.rowsDone)} rows read</div>
                  )}
                  {run.note && run.state !== "made" && <div className={styles.note}>{run.note}</div>}
                </td>
                <td>{run.expires ? dayWords(dayOf(run.expires)) : "–"}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
    </>
  );
}
