import drafts from "@/app/_drafts/drafts.module.css";
import type { SettingField } from "./setting-groups";
import styles from "./settings.module.css";

/** One setting with its label, what it does, and what is wrong with what was typed. */
export function SettingInput({
  field: { name, label, hint, of },
  text,
  fault,
  changed,
}: {
  field: SettingField;
  text: string;
  fault: string | undefined;
  /** What somebody else made of it meanwhile. */
  changed: string | undefined;
}) {
  const described = [hint && `${name}-hint`, changed && `${name}-changed`, fault && `${name}-fault`].filter(Boolean);
  const input = {
    id: name,
    name,
    ...(described.length > 0 ? { "aria-describedby": described.join(" ") } : {}),
    ...(fault ? { "aria-invalid": true } : {}),
  };
  const notes = (
    <>
      {hint && (
        <small id={`${name}-hint`} className={drafts.hint}>
          {hint}
        </small>
      )}
      {changed && (
        <strong id={`${name}-changed`} className={drafts.fault}>
          {changed}
        </strong>
      )}
      {fault && (
        <strong id={`${name}-fault`} className={drafts.fault}>
          {label.replace(/^… on it, t/, "T")} {fault}.
        </strong>
      )}
    </>
  );
  if (of.kind === "switch")
    return (
      <div className={styles.switch}>
        <input {...input} type="checkbox" value="on" defaultChecked={text === "on"} />
        <label htmlFor={name}>{label}</label>
        {notes}
      </div>
    );
  return (
    <div className={of.kind === "text" || of.kind === "patterns" ? drafts.field : styles.short}>
      <label htmlFor={name}>{label}</label>
      {of.kind === "choice" ? (
        <select {...input} defaultValue={text}>
          {of.choices.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      ) : of.kind === "text" || of.kind === "patterns" ? (
        <textarea
          {...input}
          defaultValue={text}
          rows={of.kind === "text" ? 4 : 3}
          dir="auto"
          {...(of.kind === "patterns" ? { spellCheck: false, className: styles.code } : {})}
        />
      ) : (
        // What is no number is shown as it was typed: a number's input would show nothing.
        <span className={styles.beside}>
          <input {...input} type="text" inputMode={of.kind === "number" ? "numeric" : "text"} defaultValue={text} />
          {of.kind === "colour" && !fault && text !== "" && (
            <span className={styles.swatch} style={{ background: text }} aria-hidden="true" />
          )}
        </span>
      )}
      {notes}
    </div>
  );
}
