import { type AskedDays, LONGEST_DAYS, USUAL_DAYS } from "@/lib/explain/asked-days";
import styles from "./explained.module.css";
import { daysWords, monthWords } from "./words";

/** Which article and which days; the answer has an address and needs no script. */
export function FunnelForm({ doi, days, months }: { doi: string; days: AskedDays; months: readonly string[] }) {
  return (
    <form action="/how-we-count#funnel" method="get" className={`${styles.form} ${styles.wide}`}>
      <label className={styles.doi}>
        DOI or address of an article
        <input name="doi" type="text" defaultValue={doi} maxLength={2_000} required autoComplete="off" />
      </label>
      <label>
        Period
        <select key={days.period} name="month" defaultValue={days.period}>
          <option value="usual">The last {USUAL_DAYS} complete days</option>
          {days.period === "days" && <option value="days">{daysWords(days.from, days.to)}</option>}
          {months.map((month) => (
            <option key={month} value={month}>
              {monthWords(month)}
            </option>
          ))}
        </select>
      </label>
      {days.period === "days" && (
        <>
          <input type="hidden" name="from" value={days.from} />
          <input type="hidden" name="to" value={days.to} />
        </>
      )}
      <button type="submit">Show how its figures came about</button>
      <p className={styles.soft}>
        A link may name any days, up to {LONGEST_DAYS}: <code>…&amp;from=2026-01-01&amp;to=2026-01-31</code>
      </p>
    </form>
  );
}
