import type { ReactNode } from "react";
import { DROP_REASONS } from "@/lib/collector/classify";
import { LANE_WORDS, laneReasonWords, type RobotRules } from "@/lib/collector/lane-words";
import { MEANINGS } from "@/lib/counter/meanings";
import type { Funnel } from "@/lib/explain/funnel";
import { wholeNumber } from "@/lib/usage/words";
import styles from "./explained.module.css";
import { ExplainedTable } from "./explained-table";
import { daysWords } from "./words";

/** What is counted, each access in one of these. */
const PARTS = [
  "abstractViews",
  "fullTextViews",
  "pdfDownloads",
  "otherRequests",
  "otherInvestigations",
  "noLicense",
  "limitExceeded",
] as const;
const ENDS = [
  "totalItemInvestigations",
  "uniqueItemInvestigations",
  "totalItemRequests",
  "uniqueItemRequests",
] as const;

/** The funnel as a table to be read from top to bottom; the bars only repeat it. */
export function FunnelTable({ funnel, rules }: { funnel: Funnel; rules: RobotRules }) {
  const { dropped, recorded, robots, readers, doubleClicks, counted, total } = funnel;
  const tallied = dropped.since <= funnel.to;
  const most = recorded + dropped.total;
  const bar = (requests: number) => ({ requests, most });
  return (
    <ExplainedTable label="From requests to figures">
      <table className={styles.funnel}>
        <caption>{daysWords(funnel.from, funnel.to)}, days of UTC. Each sum is what the lines above it leave.</caption>
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col" className={styles.number}>
              Requests
            </th>
          </tr>
        </thead>
        {tallied && (
          <tbody data-step="dropped">
            <Sum name="Requests for the article" {...bar(most)}>
              {dropped.total > 0 && " (about: what is never recorded is only tallied)"}
            </Sum>
            {dropped.requests.map(({ reason, requests }) => (
              <Less key={reason} name="Never recorded" {...bar(requests)}>
                {DROP_REASONS[reason]}
              </Less>
            ))}
            {dropped.total === 0 && <Less name="Never recorded" {...bar(0)} />}
          </tbody>
        )}
        <tbody data-step="recorded">
          <Sum name="Recorded" {...bar(recorded)} />
          {robots.map(({ lane, reason, requests }) => (
            <Less key={`${lane} ${reason}`} name={LANE_WORDS[lane]} {...bar(requests)}>
              {laneReasonWords(reason, rules)}
            </Less>
          ))}
          {robots.length === 0 && <Less name="Robots" {...bar(0)} />}
        </tbody>
        <tbody data-step="readers">
          <Sum name="By readers" {...bar(readers.requests)}>
            {readers.mining > 0 && ` (${wholeNumber(readers.mining)} of them for approved text and data mining)`}
          </Sum>
          <Less name="Double clicks" {...bar(doubleClicks)}>
            The same thing again so soon that only the later request counts.
          </Less>
        </tbody>
        <tbody data-step="counted">
          <Sum name="Counted" {...bar(total)} />
          {PARTS.filter((part) => counted[part] > 0).map((part) => (
            <tr key={part} className={styles.part}>
              <th scope="row">of which {MEANINGS[part].name.toLowerCase().replace("pdf", "PDF")}</th>
              <td className={styles.number}>{wholeNumber(counted[part])}</td>
            </tr>
          ))}
        </tbody>
        <tbody data-step="figures">
          {ENDS.map((end) => (
            <tr key={end} className={`${styles.sum} ${styles.end}`}>
              <th scope="row">
                <abbr title={`COUNTER ${MEANINGS[end].counterName}`}>{MEANINGS[end].name}</abbr>
              </th>
              <td className={styles.number} data-figure={end}>
                {wholeNumber(counted[end])}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ExplainedTable>
  );
}

interface Line {
  name: string;
  requests: number;
  most: number;
  children?: ReactNode;
}

const Sum = ({ name, requests, most, children }: Line) => (
  <tr className={styles.sum}>
    <th scope="row">
      {name}
      {children && <span className={styles.soft}>{children}</span>}
      <Bar requests={requests} most={most} />
    </th>
    <td className={styles.number}>{wholeNumber(requests)}</td>
  </tr>
);

const Less = ({ name, requests, most, children }: Line) => (
  <tr className={`${styles.step} ${styles.less}`}>
    <th scope="row">
      {name}
      {children && <>: {children}</>}
      <Bar requests={requests} most={most} />
    </th>
    <td className={styles.number}>{requests === 0 ? "0" : `− ${wholeNumber(requests)}`}</td>
  </tr>
);

/** Says nothing that the number beside it does not. */
const Bar = ({ requests, most }: { requests: number; most: number }) =>
  requests > 0 && (
    <span className={styles.bar} aria-hidden="true" style={{ width: `${((100 * requests) / most).toFixed(2)}%` }} />
  );
