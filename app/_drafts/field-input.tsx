import styles from "./drafts.module.css";
import type { FormField } from "./form-fields";

/** One field with its label, what is to be typed, and what is wrong with what was. */
export function FieldInput({
  of: { field, label, hint, choices, lines, type = undefined, short = false, required = false },
  value,
  fault,
  fixed,
}: {
  of: FormField;
  value: string;
  fault: string | undefined;
  fixed: boolean;
}) {
  const described = [hint && `${field}-hint`, fault && `${field}-fault`].filter(Boolean).join(" ");
  const input = {
    id: field,
    name: field,
    defaultValue: value,
    "aria-required": required,
    ...(described ? { "aria-describedby": described } : {}),
    ...(fault ? { "aria-invalid": true } : {}),
    ...(fixed ? { readOnly: true } : {}),
  };
  return (
    <div className={short ? styles.short : styles.field}>
      <label htmlFor={field}>
        {label}
        {required && <span className={styles.required}> needed</span>}
      </label>
      {choices ? (
        <select {...input}>
          {choices.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      ) : lines === undefined ? (
        // A day that cannot be read is shown as it was typed: a date input would show nothing.
        <input {...input} type={type && !fault ? type : "text"} dir="auto" />
      ) : (
        <textarea {...input} rows={lines} dir="auto" />
      )}
      {hint && (
        <small id={`${field}-hint`} className={styles.hint}>
          {hint}
        </small>
      )}
      {fault && (
        <strong id={`${field}-fault`} className={styles.fault}>
          {fault}
        </strong>
      )}
    </div>
  );
}
