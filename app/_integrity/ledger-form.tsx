import filter from "@/app/_desk/filter.module.css";
import { RESTATEMENT_REASONS } from "@/lib/counting/reason";
import { type LedgerView, REASONS } from "./ledger-view";

/** Narrows the ledger; a form that works without scripts. */
export function LedgerForm({ issn, view }: { issn: string; view: LedgerView }) {
  return (
    <search>
      <form action={`/desk/${issn}/ledger`} method="get" className={filter.form}>
        <label>
          Month, as 2026-01
          <input
            type="search"
            name="month"
            defaultValue={view.month?.slice(0, 7) ?? ""}
            pattern="\d{4}-\d{2}"
            maxLength={7}
          />
        </label>
        <label>
          Why
          <select name="reason" defaultValue={view.reason ?? ""}>
            <option value="">All</option>
            {REASONS.map((reason) => (
              <option key={reason} value={reason}>
                {RESTATEMENT_REASONS[reason]}
              </option>
            ))}
          </select>
        </label>
        <label className={filter.words}>
          Of one article, by its DOI
          <input type="search" name="article" defaultValue={view.article ?? ""} maxLength={300} />
        </label>
        <button type="submit">Show</button>
      </form>
    </search>
  );
}
