import type { Measures } from "@/lib/usage/measures";
import { SERIES, wholeNumber } from "@/lib/usage/words";
import styles from "./desk.module.css";

const ratio = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

/** How many of each kind there were, and for each hundred abstract views; a PDF is also opened without a look at the abstract. */
export function Funnel({ totals }: { totals: Measures }) {
  const most = Math.max(1, ...SERIES.map(({ measure }) => totals[measure]));
  return (
    <>
      <p className={styles.rule}>
        Full texts and PDFs are also opened by direct links, past the abstract: this is a proportion and no path.
      </p>
      <ol className={styles.funnel}>
        {SERIES.map(({ measure, label, colour }) => (
          <li key={measure}>
            <span>{label}</span>
            <span
              className={styles.bar}
              style={{ color: `var(${colour})`, width: `${(totals[measure] / most) * 100}%` }}
              aria-hidden="true"
            />
            <strong>{wholeNumber(totals[measure])}</strong>
          </li>
        ))}
      </ol>
      {totals.abstractViews > 0 && (
        <p className={styles.rule}>
          For each abstract view {ratio.format(totals.fullTextViews / totals.abstractViews)} full-text views and{" "}
          {ratio.format(totals.pdfDownloads / totals.abstractViews)} PDF downloads.
        </p>
      )}
    </>
  );
}
