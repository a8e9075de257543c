import { RESTATEMENT_REASONS } from "@/lib/counting/reason";
import { type LedgerView, REASONS } from "./ledger-view";
import { NarrowForm } from "./narrow-form";

/** Narrows the ledger; a form that works without scripts. */
export function LedgerForm({ issn, view }: { issn: string; view: LedgerView }) {
  return (
    <NarrowForm action={`/desk/${issn}/ledger`} article={view.article}>
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
    </NarrowForm>
  );
}
