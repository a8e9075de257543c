import type { Metadata } from "next";
import { MOST_LINES } from "@/app/_charts/line-marks";
import { LinesFrame } from "@/app/_charts/lines-frame";
import { dayWords } from "@/app/_charts/words";
import styles from "@/app/_desk/desk.module.css";
import { JournalHead } from "@/app/_desk/journal-head";
import { LinesTable } from "@/app/_desk/lines-table";
import { openJournal } from "@/app/_desk/open-journal";
import { sharedDb } from "@/lib/db/shared";
import { ageLines, aligned, FEWEST_IN_A_COHORT } from "@/lib/usage/by-age";
import { groupAgeRows, journalStandingRow } from "@/lib/usage/sql/standings";

type Props = PageProps<"/desk/[issn]/cohorts">;

export const metadata: Metadata = { title: "Cohorts", robots: { index: false } };

/** Years of publication aligned on publication day: how each begins, whatever the calendar says. */
export default async function CohortsPage({ params }: Props) {
  const { issn } = await params;
  const open = await openJournal(issn, `/desk/${issn}/cohorts`);
  const db = sharedDb();
  const standing = await journalStandingRow(db, open.journal.id);
  const cohorts = ageLines(await groupAgeRows(db, open.journal.id, "y"))
    .sort((a, b) => Number(b.key) - Number(a.key))
    .slice(0, MOST_LINES);
  const lines = cohorts.map(({ key, points }) => ({
    label: `${key} (${points[0]?.articles} articles)`,
    points: points.map(({ age, mean }) => ({ age, value: mean })),
  }));
  const { ages, values } = aligned(lines);
  const drawn = lines.map(({ label }, i) => ({ label, values: values[i] ?? [] }));
  const newest = cohorts[0]?.points.at(-1);
  return (
    <>
      <JournalHead open={open} tab="/cohorts" />
      <section className={styles.panel} aria-labelledby="cohorts-title">
        <h2 id="cohorts-title">Views and downloads of an article, by its age</h2>
        <p className={styles.rule}>
          The average of the articles published in a year, from publication on, of those the record covers from their
          first day. A line ends where fewer than half of them have arrived, or fewer than {FEWEST_IN_A_COHORT}.
          {standing && ` Whole days through ${dayWords(standing.through)}.`}
        </p>
        {cohorts.length === 0 ? (
          <p className={styles.nothing}>
            {standing?.recordedSince
              ? `Fewer than ${FEWEST_IN_A_COHORT} articles of any year came out since recording began, on ${dayWords(standing.recordedSince)}.`
              : "Nothing is on record yet."}
          </p>
        ) : (
          <>
            <LinesFrame
              steps={ages.map((age) => `Day ${age}`)}
              lines={drawn}
              under="Age in days"
              label={`Average views and downloads of an article by age, by year of publication: those of ${cohorts[0]?.key} have ${Math.round(newest?.mean ?? 0)} by day ${newest?.age ?? 0}.`}
            />
            <LinesTable heading="Age" steps={ages.map((age) => `Day ${age}`)} lines={drawn} />
          </>
        )}
      </section>
    </>
  );
}
