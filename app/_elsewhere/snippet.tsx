import { CopyButton } from "@/app/_article/copy-button";
import styles from "@/app/_settings/settings.module.css";

/** Something to copy into a page of another site; it can be marked and copied without a script. */
export function Snippet({ id, label, text }: { id: string; label: string; text: string }) {
  return (
    <div className={styles.snippet}>
      <label htmlFor={id}>{label}</label>
      <textarea id={id} readOnly rows={3} value={text} spellCheck={false} />
      <CopyButton text={text} what={label} />
    </div>
  );
}
