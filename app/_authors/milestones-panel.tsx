import desk from "@/app/_desk/desk.module.css";
import { WideTable } from "@/app/_frame/wide-table";
import { type Milestone, nextMilestone, SETTLED_HOURS } from "@/lib/authors/milestones";
import { type Day, daysBetween } from "@/lib/calendar/day";
import { dayWords, wholeNumber } from "@/lib/usage/words";

/** The milestones an article reached, and the one that is next. */
export function MilestonesPanel({
  milestones,
  gathered,
  settled,
  published,
}: {
  milestones: readonly Milestone[];
  gathered: number;
  settled: Day;
  published: Day | null;
}) {
  const next = nextMilestone(gathered);
  return (
    <>
      <p className={desk.rule}>
        Of views and downloads by readers, added up since recording began. A day counts for them when it has been over
        for {SETTLED_HOURS} hours: through {dayWords(settled)}.
      </p>
      {milestones.length > 0 && (
        <WideTable label="Milestones, a table">
          <thead>
            <tr>
              <th scope="col">Views and downloads</th>
              <th scope="col">Reached on</th>
              <th scope="col">Age</th>
            </tr>
          </thead>
          <tbody>
            {milestones.map(({ milestone, day }) => (
              <tr key={milestone}>
                <th scope="row">{wholeNumber(milestone)}</th>
                <td>
                  <time dateTime={day}>{dayWords(day)}</time>
                </td>
                <td>{ageWords(published, day)}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      {next !== undefined && (
        <p>
          {wholeNumber(gathered)} so far; the {milestones.length === 0 ? "first" : "next"} is {wholeNumber(next)}.
        </p>
      )}
    </>
  );
}

const ageWords = (published: Day | null, day: Day): string =>
  published === null || published > day ? "–" : `day ${wholeNumber(daysBetween(published, day))}`;
