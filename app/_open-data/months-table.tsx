import explained from "@/app/_explained/explained.module.css";
import { ExplainedTable } from "@/app/_explained/explained-table";
import { monthWords, plural } from "@/app/_explained/words";
import { Fold } from "@/app/_frame/fold";
import { dayOf } from "@/lib/calendar/day";
import { firstDay } from "@/lib/calendar/month";
import { sizeWords } from "@/lib/catalog/size-words";
import { reasonWords } from "@/lib/counting/reason";
import { dataPath, monthFile } from "@/lib/reports/open-data/address";
import type { MonthRestatements, OpenMonth } from "@/lib/reports/sql/open-data";
import { dayWords, wholeNumber } from "@/lib/usage/words";
import styles from "./open-data.module.css";

interface Props {
  issn: string;
  /** The newest first. */
  months: readonly OpenMonth[];
  restatements: readonly MonthRestatements[];
}

/** Two years are read at a glance; what came before is there for whoever looks for it. */
const AT_A_GLANCE = 24;

/** A journal's published months, each with its file, what checks it, and what became of it since. */
export function Months({ months, ...of }: Props) {
  const earlier = months.slice(AT_A_GLANCE);
  return (
    <>
      <MonthsTable label="A file for each month" months={months.slice(0, AT_A_GLANCE)} {...of} />
      {earlier.length > 0 && (
        <Fold prints className={explained.wide}>
          <summary className={styles.earlier}>
            {earlier.length} earlier {plural(earlier.length, "month")}
          </summary>
          <MonthsTable label="Files of earlier months" months={earlier} {...of} />
        </Fold>
      )}
    </>
  );
}

function MonthsTable({ label, issn, months, restatements }: Props & { label: string }) {
  const at = dataPath(issn);
  return (
    <ExplainedTable label={label}>
      <table className={`${explained.table} ${explained.cards} ${styles.months}`}>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col">File</th>
            <th scope="col" className={explained.number}>
              Rows
            </th>
            <th scope="col" className={explained.number}>
              Size
            </th>
            <th scope="col">Made</th>
            <th scope="col">Restated</th>
            <th scope="col">SHA-256</th>
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, rows, bytes, made, sha256 }) => (
            <tr key={month}>
              <th scope="row" className={styles.day}>
                {monthWords(firstDay(month))}
              </th>
              <td className={styles.files}>
                <a href={`${at}/${monthFile(month)}`} aria-label={`${monthWords(month)} as CSV`}>
                  CSV
                </a>
                <a href={`${at}/${monthFile(month, "csv.gz")}`} aria-label={`${monthWords(month)} as CSV, compressed`}>
                  CSV.GZ
                </a>
              </td>
              <td className={explained.number} data-label="Rows">
                {wholeNumber(rows)}
              </td>
              <td className={explained.number} data-label="Size">
                {sizeWords({ bytes })}
              </td>
              <td className={styles.day} data-label="Made">
                {dayWords(dayOf(made))}
              </td>
              <td data-label="Restated">
                <Restated of={restatements.find((one) => one.month === month)} />
              </td>
              <td data-label="SHA-256">
                <a
                  className={styles.sum}
                  href={`${at}/${monthFile(month, "csv.sha256")}`}
                  aria-label={`SHA-256 of ${monthWords(month)}, as a file`}
                >
                  {sha256.slice(0, 16)}…
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ExplainedTable>
  );
}

function Restated({ of }: { of: MonthRestatements | undefined }) {
  if (!of) return <span className={explained.soft}>no</span>;
  const { times, articleDays, last, reasons, pending } = of;
  return (
    <>
      {times === 1 ? "once" : `${wholeNumber(times)} times, last`} on {dayWords(dayOf(last))};{" "}
      {wholeNumber(articleDays)} {plural(articleDays, "day of an article", "days of articles")} changed
      <span className={`${explained.soft} ${styles.why}`}>
        {reasonWords(reasons)
          .map((words, i) => (i === 0 ? words : words.charAt(0).toLowerCase() + words.slice(1)))
          .join("; ")}
        {pending && ". A new file is being made"}.
      </span>
    </>
  );
}
