import { type AskedReport, apiPath, commandLine } from "@/lib/reports/counter/asked-report";
import styles from "./counter.module.css";

/** The same report by the API and by command, letter by letter. */
export function ReportElsewhere({ asked, site }: { asked: AskedReport; site: string }) {
  return (
    <section aria-labelledby="elsewhere">
      <h3 id="elsewhere" className={styles.heading}>
        The same without this page
      </h3>
      <p className={styles.soft}>By COUNTER’s API, for whoever has a key, which goes at the end:</p>
      <code className={styles.line}>
        {site}
        {apiPath(asked)}&amp;api_key=
      </code>
      <p className={styles.soft}>
        By command, in the folder of the installation; add --format xlsx, json or csv for another form than TSV:
      </p>
      <code className={styles.line}>{commandLine(asked)}</code>
    </section>
  );
}
