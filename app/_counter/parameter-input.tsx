import drafts from "@/app/_drafts/drafts.module.css";
import { type ParameterField, SWITCHED_ON } from "@/lib/reports/counter/parameter-field";
import styles from "./counter.module.css";
import { valueWords } from "./words";

/** A list of more values than this is folded while nothing of it is chosen. */
const LONG_LIST = 12;

interface Props {
  field: ParameterField;
  label: string;
  hint: string | undefined;
  /** As it was typed. */
  text: string;
  fault: string | undefined;
}

/** One filter or attribute of a report, with what is wrong with it. What was typed stands there whatever it is. */
export function ParameterInput({ field, label, hint, text, fault }: Props) {
  const { name } = field;
  const described = {
    ...(hint || fault
      ? { "aria-describedby": [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(" ") }
      : {}),
  };
  const input = { ...described, ...(fault ? { "aria-invalid": true } : {}) };
  const notes = (
    <>
      {hint && (
        <small id={`${name}-hint`} className={drafts.hint}>
          {hint}
        </small>
      )}
      {fault && (
        <strong id={`${name}-fault`} className={drafts.fault}>
          {fault}
        </strong>
      )}
    </>
  );
  switch (field.of) {
    case "list": {
      const chosen = text.split("|").filter(Boolean);
      const strange = chosen.filter((value) => !field.values.includes(value));
      const long = field.values.length > LONG_LIST;
      const fieldset = (
        <fieldset id={name} className={styles.list} {...described}>
          <legend className={long ? "visually-hidden" : undefined}>{label}</legend>
          {[...field.values, ...strange].map((value) => (
            <label key={value}>
              <input type="checkbox" name={name} value={value} defaultChecked={chosen.includes(value)} />{" "}
              {valueWords(value)}
            </label>
          ))}
          {notes}
        </fieldset>
      );
      if (!long) return fieldset;
      return (
        <details className={styles.fold} open={chosen.length > 0}>
          <summary>
            {label}: {chosen.length === 0 ? "all" : `${chosen.length} chosen`}
          </summary>
          {fieldset}
        </details>
      );
    }
    case "choice":
      return (
        <div className={styles.field}>
          <label htmlFor={name}>{label}</label>
          <select id={name} name={name} defaultValue={text} {...input}>
            {!field.values.includes("Month") && <option value="">Either</option>}
            {field.values.map((value) => (
              <option key={value} value={value === "Month" ? "" : value}>
                {valueWords(value)}
              </option>
            ))}
            {text !== "" && !field.values.includes(text) && <option value={text}>{text}</option>}
          </select>
          {notes}
        </div>
      );
    case "switch":
      return (
        <div className={styles.field}>
          <label className={styles.switch} htmlFor={name}>
            <input
              id={name}
              type="checkbox"
              name={name}
              value={/^(?:true|)$/i.test(text) ? SWITCHED_ON : text}
              defaultChecked={text !== "" && !/^false$/i.test(text)}
              {...input}
            />{" "}
            {label}
          </label>
          {notes}
        </div>
      );
    case "text":
      return (
        <div className={styles.field}>
          <label htmlFor={name}>{label}</label>
          <input
            id={name}
            name={name}
            type="text"
            defaultValue={text}
            maxLength={2_000}
            autoComplete="off"
            {...input}
          />
          {notes}
        </div>
      );
  }
}
