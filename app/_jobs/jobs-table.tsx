import form from "@/app/_forms/form.module.css";
import { Scroll } from "@/app/_frame/scroll";
import type { JobState } from "@/lib/jobs/states";
import { everyWords, tookWords } from "@/lib/jobs/words";
import { clockWords } from "@/lib/usage/words";
import styles from "./jobs.module.css";
import { nextWords, standingWords } from "./state-words";

/** How everything that runs by the clock last went. Administrators are told why something fails, and may have the queue run it at once. */
export function JobsTable({ states, now, keeper }: { states: readonly JobState[]; now: Date; keeper: boolean }) {
  return (
    <Scroll className={styles.jobs} label="Jobs">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Job</th>
            <th scope="col">How often</th>
            <th scope="col">Last</th>
            <th scope="col">Took</th>
            <th scope="col">Next</th>
            <th scope="col">How it stands</th>
            {keeper && (
              <th scope="col">
                <span className="visually-hidden">Run now</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {states.map((state) => (
            <JobRow key={state.name} state={state} now={now} keeper={keeper} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function JobRow({ state, now, keeper }: { state: JobState; now: Date; keeper: boolean }) {
  const { name, title, purpose, every, queued, standing, last, tookMs } = state;
  return (
    <tr id={name} data-standing={standing}>
      <th scope="row">
        {title}
        <span className={styles.purpose}>{purpose}</span>
        {keeper && <code className={styles.name}>{name}</code>}
      </th>
      <td data-label="How often">{everyWords(every)}</td>
      <td data-label="Last">{last === null ? "–" : <time dateTime={last}>{clockWords(last, now)}</time>}</td>
      <td data-label="Took">{tookMs === null ? "–" : tookWords(tookMs)}</td>
      <td data-label="Next">{nextWords(state, now)}</td>
      <td className={styles.standing}>{standingWords(state, now, keeper)}</td>
      {keeper && (
        <td className={styles.act}>
          {queued && (
            <form method="post" action="/desk/jobs/run">
              <input type="hidden" name="job" value={name} />
              <button type="submit" className={form.second} aria-label={`Run now: ${title}`}>
                Run now
              </button>
            </form>
          )}
        </td>
      )}
    </tr>
  );
}
