import drafts from "@/app/_drafts/drafts.module.css";
import { LONGEST_RANGES } from "./institution-form";
import styles from "./institutions.module.css";

/** A place for addresses, with what is wrong with those that were typed. */
export function RangesField({ label, text, faults }: { label: string; text: string; faults: readonly string[] }) {
  return (
    <div className={styles.ranges}>
      <label htmlFor="ranges">{label}</label>
      <textarea
        id="ranges"
        name="ranges"
        rows={4}
        defaultValue={text}
        maxLength={LONGEST_RANGES}
        spellCheck={false}
        autoComplete="off"
        aria-describedby={faults.length > 0 ? "ranges-hint ranges-fault" : "ranges-hint"}
        {...(faults.length > 0 ? { "aria-invalid": true } : {})}
      />
      <small id="ranges-hint" className={drafts.hint}>
        192.0.2.0/24, 192.0.2.0-192.0.2.9, 192.0.2.* or one address, IPv4 or IPv6; several with blanks or lines between.
      </small>
      {faults.length > 0 && (
        <div id="ranges-fault" className={drafts.fault}>
          {faults.map((fault) => (
            <p key={fault}>{fault}.</p>
          ))}
        </div>
      )}
    </div>
  );
}
