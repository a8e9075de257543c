import { instantWords } from "@/app/_charts/words";
import { WideTable } from "@/app/_frame/wide-table";
import type { JobRun } from "@/lib/jobs/queries";
import { jobWords } from "./job-words";

/** How every job last went. One that runs every second is noted once a minute. */
export function JobsTable({ jobs }: { jobs: readonly JobRun[] }) {
  if (jobs.length === 0) return <p>No job has run yet.</p>;
  return (
    <WideTable label="Jobs">
      <thead>
        <tr>
          <th scope="col">Job</th>
          <th scope="col">Last started</th>
          <th scope="col">Came to its end</th>
        </tr>
      </thead>
      <tbody>
        {jobs.map(({ job, started, finished, failure }) => (
          <tr key={job}>
            <th scope="row">{jobWords(job)}</th>
            <td>{instantWords(started)}</td>
            <td>
              {failure !== null
                ? "failed, and is tried again"
                : finished === null
                  ? "is under way"
                  : instantWords(finished)}
            </td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
