import { readShare } from "@/lib/usage/conversion";
import type { Measure, Measures } from "@/lib/usage/measures";
import { compactNumber, wholeNumber } from "@/lib/usage/words";
import { ChangeWords } from "./change";
import styles from "./desk.module.css";

const TILES: readonly { label: string; term: string; total: Measure; unique?: Measure }[] = [
  {
    label: "Views and downloads",
    term: "COUNTER Total_Item_Investigations",
    total: "totalItemInvestigations",
    unique: "uniqueItemInvestigations",
  },
  {
    label: "Full-text reads",
    term: "COUNTER Total_Item_Requests",
    total: "totalItemRequests",
    unique: "uniqueItemRequests",
  },
  { label: "Abstract views", term: "Pages with the abstract that were opened", total: "abstractViews" },
  { label: "Full-text views", term: "Pages with the full text that were opened", total: "fullTextViews" },
  { label: "PDF downloads", term: "PDFs that were opened or saved, also by direct links", total: "pdfDownloads" },
];

const percent = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 0 });

/** The totals of some days beside those of others. `before` is undefined where they are set beside nothing, or nothing is on record of them. */
export function Tiles({
  totals,
  before,
  compared,
}: {
  totals: Measures;
  before: Measures | undefined;
  compared: boolean;
}) {
  const [share, shareBefore] = [readShare(totals), before && readShare(before)];
  return (
    <dl className={styles.tiles}>
      {TILES.map(({ label, term, total, unique }) => (
        <div key={total} className={styles.tile}>
          <dt>
            <abbr title={term}>{label}</abbr>
          </dt>
          <dd>
            <span className={styles.total} title={wholeNumber(totals[total])} data-measure={total}>
              {compactNumber(totals[total])}
            </span>
            {compared && <ChangeWords now={totals[total]} before={before?.[total]} />}
            {unique && (
              <span className={styles.unique}>
                <abbr title="One for each article in each reader’s session, which ends with the clock hour">
                  {wholeNumber(totals[unique])} unique
                </abbr>
              </span>
            )}
          </dd>
        </div>
      ))}
      <div className={styles.tile}>
        <dt>
          <abbr title="Unique_Item_Requests of Unique_Item_Investigations: of the sessions that looked at an article, those in which its text was read too">
            Read on to the text
          </abbr>
        </dt>
        <dd>
          <span className={styles.total}>{share === undefined ? "–" : percent.format(share)}</span>
          {compared && shareBefore !== undefined && (
            <span className={styles.change}>{percent.format(shareBefore)} before</span>
          )}
          <span className={styles.unique}>of sessions that looked</span>
        </dd>
      </div>
    </dl>
  );
}
