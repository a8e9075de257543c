import drafts from "@/app/_drafts/drafts.module.css";
import styles from "@/app/_institutions/institutions.module.css";
import { LONGEST_CUSTOMERS } from "./requestor-form";

/** A place for institutions, with those that are none. */
export function CustomersField({ text, unknown }: { text: string; unknown: readonly string[] }) {
  return (
    <div className={styles.ranges}>
      <label htmlFor="customers">Institutions</label>
      <textarea
        id="customers"
        name="customers"
        rows={3}
        defaultValue={text}
        maxLength={LONGEST_CUSTOMERS}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={unknown.length > 0 ? "customers-hint customers-fault" : "customers-hint"}
        {...(unknown.length > 0 ? { "aria-invalid": true } : {})}
      />
      <small id="customers-hint" className={drafts.hint}>
        One a line, by customer id or by its whole name.
      </small>
      {unknown.length > 0 && (
        <strong id="customers-fault" className={drafts.fault}>
          {unknown.length === 1 ? "There is no institution" : "There are no institutions"} called {unknown.join(", ")}.
        </strong>
      )}
    </div>
  );
}
