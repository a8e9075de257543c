import { Notice } from "@/app/_frame/notice";
import { askedSearch } from "@/lib/reports/counter/asked-report";
import { REPORT_FORMATS, type ReportFormat } from "@/lib/reports/counter/formats";
import type { Customer } from "@/lib/reports/counter/host";
import type { Parsed } from "@/lib/reports/counter/request";
import styles from "./counter.module.css";
import type { OpenReport } from "./open-reports";
import { PreviewTable } from "./preview-table";
import { readPreview } from "./read-preview";
import { counterWords, exceptionMeaning } from "./words";

const FORMATS: Record<ReportFormat, string> = {
  tsv: "TSV",
  xlsx: "Workbook (XLSX)",
  json: "JSON",
  csv: "CSV",
};

/** What a report says of itself, its first rows, and where all of it is. */
export async function ReportPreview({
  open: { asked, now },
  customer,
  parsed,
}: {
  open: OpenReport;
  customer: Customer;
  parsed: Extract<Parsed, { kind: "request" }>;
}) {
  const preview = await readPreview(parsed, customer, now);
  const { facts, exceptions, rows } = preview;
  return (
    <>
      {exceptions.length > 0 && (
        <Notice>
          {exceptions.map((exception) => (
            <span key={exception.Code} className={styles.exception}>
              {exceptionMeaning(exception)}{" "}
              <span className={styles.code}>
                Exception {exception.Code}, {exception.Message}
              </span>
            </span>
          ))}
        </Notice>
      )}
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => value !== "")
          .map(([label, value]) => (
            <div key={label}>
              <dt>{counterWords(label)}</dt>
              <dd>
                <bdi>{label === "Metric_Types" ? counterWords(value) : value}</bdi>
              </dd>
            </div>
          ))}
      </dl>
      {rows.length > 0 && <PreviewTable {...preview} name={asked.kind.name} />}
      <h3 className={styles.heading}>Take it along</h3>
      <ul className={styles.files}>
        {REPORT_FORMATS.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)).map((format) => (
          <li key={format}>
            <a href={`/desk/counter/file?${askedSearch(asked, { format })}`} download>
              {FORMATS[format]}
            </a>
          </li>
        ))}
      </ul>
      <p className={styles.soft}>
        TSV, workbook and JSON are COUNTER’s forms; CSV is an extra. Whoever takes a report along stands in the log.
      </p>
    </>
  );
}

const ORDER: readonly ReportFormat[] = ["tsv", "xlsx", "json", "csv"];
