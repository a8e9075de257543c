import { WideTable } from "@/app/_frame/wide-table";
import type { Kinds } from "@/lib/usage/sql/kinds";
import { shareWords, wholeNumber } from "@/lib/usage/words";
import styles from "./details.module.css";

const ROWS = [
  ["abstractViews", "Abstract views", "The article’s page was looked at"],
  ["fullTextViews", "Full-text views", "The full text was read as a page"],
  ["pdfDownloads", "PDF downloads", "The PDF was opened or saved"],
  ["otherRequests", "Other full texts", "The XML or an e-book"],
  ["otherInvestigations", "Everything else", "Figures, supplements, references, citation files, shares"],
] as const satisfies readonly (readonly [keyof Kinds, string, string])[];

/** What was looked at, and how often; the rows add up to the headline figure. */
export function KindsTable({ kinds }: { kinds: Kinds }) {
  const total = kinds.totalItemInvestigations;
  return (
    <WideTable label="What was looked at, a table">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Times</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {ROWS.map(([kind, words, meaning]) => (
          <tr key={kind}>
            <th scope="row">
              {words}
              <span className={styles.meaning}>{meaning}</span>
            </th>
            <td>{wholeNumber(kinds[kind])}</td>
            <td
              className={styles.share}
              style={{ "--share": total === 0 ? 0 : kinds[kind] / total } as React.CSSProperties}
            >
              {shareWords(kinds[kind], total)}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Views and downloads</th>
          <td>{wholeNumber(total)}</td>
          <td />
        </tr>
      </tfoot>
    </WideTable>
  );
}
