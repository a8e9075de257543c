import { LinesFrame } from "@/app/_charts/lines-frame";
import { sharedDb } from "@/lib/db/shared";
import { FEWEST_IN_A_COHORT } from "@/lib/usage/by-age";
import { rolledThroughRow } from "@/lib/usage/queries";
import { dayWords } from "@/lib/usage/words";
import styles from "./desk.module.css";
import { linesFile } from "./lines-file";
import { LinesTable } from "./lines-table";
import { readCohorts } from "./read-cohorts";
import type { Figures } from "./read-scope";
import { ToolBar } from "./tool-bar";

/** Years of publication aligned on publication day: how each begins, whatever the calendar says. */
export async function CohortsFigures({ scope, path, audience, tools }: Figures) {
  const { journal } = scope;
  const db = sharedDb();
  const [{ ages, lines, newest, standing }, rolled] = await Promise.all([
    readCohorts(db, journal),
    rolledThroughRow(db),
  ]);
  const steps = ages.map((age) => `Day ${age}`);
  return (
    <>
      {audience === "desk" && <ToolBar tools={tools} />}
      <section className={styles.panel} aria-labelledby="cohorts-title">
        <h2 id="cohorts-title">Views and downloads of an article, by its age</h2>
        <p className={styles.rule}>
          The average of the articles published in a year, from publication on, of those the record covers from their
          first day. A line ends where fewer than half of them have arrived, or fewer than {FEWEST_IN_A_COHORT}.
          {standing && ` Whole days through ${dayWords(standing.through)}.`}
        </p>
        {newest === undefined ? (
          <p className={styles.nothing}>
            {standing?.recordedSince
              ? `Fewer than ${FEWEST_IN_A_COHORT} articles of any year came out since recording began, on ${dayWords(standing.recordedSince)}.`
              : "Nothing is on record yet."}
          </p>
        ) : (
          <>
            <LinesFrame
              steps={steps}
              lines={lines}
              under="Age in days"
              label={`Average views and downloads of an article by age, by year of publication: those of ${newest.year} have ${Math.round(newest.mean)} by day ${newest.age}.`}
              file={linesFile({
                name: `cohorts-${journal.issn}`,
                title: "Views and downloads of an article, by its age and year of publication",
                csvHref: `${path}/series`,
                ...{ journal, days: undefined, rolled },
              })}
            />
            <LinesTable heading="Age" steps={steps} lines={lines} />
          </>
        )}
      </section>
    </>
  );
}
