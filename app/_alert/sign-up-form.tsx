import form from "@/app/_forms/form.module.css";
import { alertPath, type Subject } from "@/lib/alerts/subject";
import { LONGEST_ADDRESS } from "@/lib/mail/address";
import styles from "./alert.module.css";
import { type AlertState, FAULT_ID, isFaultOfAddress } from "./alert-states";

/** A plain form: it needs no script, and its answer is a page. */
export function SignUpForm({ subject, state }: { subject: Subject; state: AlertState | undefined }) {
  const fault = isFaultOfAddress(state) && { "aria-invalid": true, "aria-describedby": FAULT_ID };
  return (
    <form className={form.form} method="post" action={`${alertPath(subject)}/sign-up`}>
      <div className={form.field}>
        <label htmlFor="email">Your e-mail address</label>
        <input
          id="email"
          name="email"
          type="email"
          autoComplete="email"
          required
          maxLength={LONGEST_ADDRESS}
          {...fault}
        />
      </div>
      <fieldset className={styles.often}>
        <legend>How often</legend>
        <label>
          <input type="radio" name="frequency" value="issue" defaultChecked />
          {subject.specialIssue ? (
            <>
              <span>When articles are added</span> <small>One mail, at most one a day</small>
            </>
          ) : (
            <>
              <span>Each new issue</span> <small>One mail with its table of contents</small>
            </>
          )}
        </label>
        <label>
          <input type="radio" name="frequency" value="week" />
          <span>Weekly</span> <small>On Mondays, when the week brought new articles</small>
        </label>
      </fieldset>
      <button type="submit" className={form.button}>
        Subscribe
      </button>
    </form>
  );
}
