import { compactNumber, wholeNumber } from "@/lib/usage/words";
import styles from "./metrics.module.css";
import type { NamedUsage } from "./use-live-usage";

/** Totals large, uniques small beneath. The words say what happened; the Code's names are behind them. */
export function Figures({ usage }: { usage: NamedUsage }) {
  const { totals, recordedSince } = usage;
  const known = recordedSince !== null && usage.series.length > 0;
  return (
    <dl className={styles.figures}>
      <Figure
        known={known}
        label="Views and downloads"
        term="COUNTER Total_Item_Investigations: every look at the article or at information about it"
        total={totals.totalItemInvestigations}
        unique={totals.uniqueItemInvestigations}
        uniqueTerm="COUNTER Unique_Item_Investigations: one for each reader’s session, which ends with the clock hour"
      />
      <Figure
        known={known}
        label="Full-text reads"
        term="COUNTER Total_Item_Requests: the full text shown or the PDF downloaded"
        total={totals.totalItemRequests}
        unique={totals.uniqueItemRequests}
        uniqueTerm="COUNTER Unique_Item_Requests: one for each reader’s session, which ends with the clock hour"
      />
    </dl>
  );
}

function Figure({
  known,
  label,
  term,
  total,
  unique,
  uniqueTerm,
}: {
  known: boolean;
  label: string;
  term: string;
  total: number;
  unique: number;
  uniqueTerm: string;
}) {
  return (
    <div className={styles.figure}>
      <dt>
        <abbr title={term}>{label}</abbr>
      </dt>
      <dd>
        {known ? (
          <>
            <span className={styles.total} title={wholeNumber(total)}>
              {compactNumber(total)}
            </span>
            <span className={styles.unique}>
              <abbr title={uniqueTerm}>{wholeNumber(unique)} unique</abbr>
            </span>
          </>
        ) : (
          <>
            <span className={styles.total}>–</span>
            <span className={styles.unique}>nothing on record</span>
          </>
        )}
      </dd>
    </div>
  );
}
