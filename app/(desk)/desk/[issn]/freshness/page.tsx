import type { Metadata } from "next";
import styles from "@/app/_desk/desk.module.css";
import { JournalHead } from "@/app/_desk/journal-head";
import { openJournal } from "@/app/_desk/open-journal";
import { FaultNotice, GoodNotice } from "@/app/_frame/notice";
import { WideTable } from "@/app/_frame/wide-table";
import { measureWords } from "@/app/_integrity/flag-words";
import { IntegrityNav } from "@/app/_integrity/integrity-nav";
import { MonthsTable } from "@/app/_integrity/months-table";
import { JobsTable } from "@/app/_jobs/jobs-table";
import { type Day, dayOf } from "@/lib/calendar/day";
import { months } from "@/lib/counting/sql/months";
import { sharedDb } from "@/lib/db/shared";
import { SIBLINGS } from "@/lib/integrity/evidence";
import { stalledJournal } from "@/lib/integrity/look-at-series";
import { lastDays, waitingDaysOf } from "@/lib/integrity/sql/freshness";
import type { StalledRun } from "@/lib/integrity/stalled";
import { jobStates } from "@/lib/jobs/states";
import { freshness } from "@/lib/usage/freshness";
import { rolledThroughRow } from "@/lib/usage/queries";
import { lastWholeDay } from "@/lib/usage/standings";
import { dayWords, instantWords, pointWords, wholeNumber } from "@/lib/usage/words";

type Props = PageProps<"/desk/[issn]/freshness">;

export const metadata: Metadata = { title: "Freshness", robots: { index: false } };

/** How far the figures are behind what happens, and whether any of them stopped. */
export default async function FreshnessPage({ params }: Props) {
  const { issn } = await params;
  const open = await openJournal(issn, `/desk/${issn}/freshness`);
  const { id } = open.journal;
  const db = sharedDb();
  const now = new Date();
  const [fresh, rolled, waiting, last, jobs, known] = await Promise.all([
    freshness(db),
    rolledThroughRow(db),
    waitingDaysOf(db, id),
    lastDays(db, id),
    jobStates(db, now),
    months.all(db),
  ]);
  const through = rolled && lastWholeDay(rolled);
  const stalled = through === undefined ? [] : await stalledJournal(db, id, through);
  const stopped = stalled.filter(({ to }) => to === through);
  // Room is made for months to come; nothing can be said of them.
  const begun = known.filter(({ month }) => month <= dayOf(now)).toReversed();
  return (
    <>
      <JournalHead open={open} tab="/integrity" />
      <IntegrityNav issn={issn} page="/freshness" />
      <Alarm stalled={stopped} through={through} />
      <section className={styles.panel} aria-labelledby="through-title">
        <h2 id="through-title">Counted through</h2>
        <WideTable label="How far counting is">
          <tbody>
            <tr>
              <th scope="row">Articles</th>
              <td>{fresh.countedThrough ? instantWords(fresh.countedThrough.toISOString()) : "nothing counted yet"}</td>
            </tr>
            <tr>
              <th scope="row">Sums over articles</th>
              <td>{rolled ? instantWords(rolled.toISOString()) : "nothing summed up yet"}</td>
            </tr>
            <tr>
              <th scope="row">The last whole day</th>
              <td>{through === undefined ? "–" : dayWords(through)}</td>
            </tr>
            <tr>
              <th scope="row">Article-days waiting to be counted</th>
              <td>
                {wholeNumber(waiting)} of this journal, {wholeNumber(fresh.waitingDays)} in all
              </td>
            </tr>
            {SIBLINGS.map((measure) => (
              <tr key={measure}>
                <th scope="row">The last {measureWords(measure).replace(/^[AF]/, (first) => first.toLowerCase())}</th>
                <td>{lastWords(last[measure], through)}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
        <p className={styles.rule}>Days are UTC. A day that is not over yet is in no comparison.</p>
      </section>
      <section className={styles.panel} aria-labelledby="months-title">
        <h2 id="months-title">Months</h2>
        <p className={styles.rule}>
          A complete month changes only through the ledger. Where requests were dropped the figures stay, and can be
          counted anew no more.
        </p>
        <MonthsTable months={begun} words={(month) => pointWords(month, "month")} />
      </section>
      <section className={styles.panel} aria-labelledby="jobs-title">
        <h2 id="jobs-title">What runs by the clock</h2>
        <JobsTable states={jobs} now={now} keeper={false} />
      </section>
    </>
  );
}

function Alarm({ stalled, through }: { stalled: readonly StalledRun[]; through: Day | undefined }) {
  if (through === undefined) return null;
  if (stalled.length === 0)
    return <GoodNotice>Every measure moves as the others do, up to {dayWords(through)}.</GoodNotice>;
  return stalled.map(({ from, evidence: { measure, expected, siblings } }) => (
    <FaultNotice key={measure}>
      There are no {measureWords(measure).replace(/^[AF]/, (first) => first.toLowerCase())} since {dayWords(from)},
      while the other measures went on ({wholeNumber(siblings)}). About {wholeNumber(expected)} were to be expected.
      Something may keep them from being recorded.
    </FaultNotice>
  ));
}

/** Of today it can only be said that there is some. */
const lastWords = (day: Day | null, through: Day | undefined): string =>
  day === null
    ? "none was ever counted"
    : through !== undefined && day > through
      ? `${dayWords(day)}, which is not over`
      : dayWords(day);
