import Link from "next/link";
import desk from "@/app/_desk/desk.module.css";
import { WideTable } from "@/app/_frame/wide-table";
import { sizeWords } from "@/lib/catalog/size-words";
import type { ListedRun } from "@/lib/reports/sql/runs";
import { instantWords, shortDayWords, wholeNumber } from "@/lib/usage/words";
import styles from "./reports.module.css";
import { RunState } from "./run-words";
import { CAUSE_WORDS } from "./what-words";

/** Runs, the newest first: what each was for, how it stands, and how it went to whom. */
export function RunTable({ runs, at }: { runs: readonly ListedRun[]; at: string }) {
  if (runs.length === 0) return <p className={desk.nothing}>Nothing was made yet.</p>;
  return (
    <WideTable label="Reports that were made">
      <thead>
        <tr>
          <th scope="col">Report</th>
          <th scope="col">Days</th>
          <th scope="col">Due</th>
          <th scope="col">State</th>
          <th scope="col">Sent</th>
          <th scope="col">Opened</th>
          <th scope="col">Size</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id}>
            <th scope="row">
              <Link prefetch={false} href={`${at}/runs/${run.id}`}>
                <bdi>{run.name}</bdi>
              </Link>
              <br />
              <small>{CAUSE_WORDS[run.cause]}</small>
            </th>
            <td>
              {shortDayWords(run.from)} – {shortDayWords(run.to)}
            </td>
            <td>{instantWords((run.slot ?? run.asked).toISOString())}</td>
            <td>
              <RunState run={run} />
              {run.note && run.state !== "made" && <div className={styles.note}>{run.note}</div>}
            </td>
            <td>
              {run.deliveries === 0 ? "–" : `${run.sent} of ${run.deliveries}`}
              {run.failed > 0 && <div className={styles.bad}>{run.failed} not</div>}
            </td>
            <td>{run.opened === 0 ? "–" : wholeNumber(run.opened)}</td>
            <td>{run.files === 0 ? "–" : sizeWords({ bytes: run.bytes })}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
