import drafts from "@/app/_drafts/drafts.module.css";
import form from "@/app/_forms/form.module.css";
import {
  INSTITUTION_FIELDS,
  type InstitutionFaults,
  type InstitutionField,
  type InstitutionTexts,
  LONGEST_INSTITUTION_NAME,
} from "@/lib/catalog/institution-facts";
import { FIELD_LABELS } from "./institution-form";

const HINTS: Partial<Record<InstitutionField, string>> = {
  ror: "Its id in the Research Organization Registry, like 00f54p054. May be left empty.",
  customerId: "What COUNTER’s API and reports call it.",
};

/** What an institution is called, as fields with what is wrong with each and what somebody else made of it meanwhile. */
export function FactsFields({
  texts,
  faults,
  contested = {},
  adding = false,
}: {
  texts: InstitutionTexts;
  faults: InstitutionFaults;
  contested?: Partial<Record<InstitutionField, string>>;
  adding?: boolean;
}) {
  return INSTITUTION_FIELDS.map((field) => {
    const hint = adding && field === "customerId" ? `${HINTS[field]} Empty: its number.` : HINTS[field];
    const fault = faults[field] && `${FIELD_LABELS[field]} ${faults[field]}.`;
    const described = [
      hint && `${field}-hint`,
      contested[field] && `${field}-contested`,
      fault && `${field}-fault`,
    ].filter(Boolean);
    return (
      <div key={field} className={form.field}>
        <label htmlFor={field}>{FIELD_LABELS[field]}</label>
        <input
          id={field}
          name={field}
          defaultValue={texts[field]}
          maxLength={field === "name" ? LONGEST_INSTITUTION_NAME : 100}
          autoComplete="off"
          required={field === "name" || (field === "customerId" && !adding)}
          {...(described.length > 0 ? { "aria-describedby": described.join(" ") } : {})}
          {...(fault ? { "aria-invalid": true } : {})}
        />
        {hint && (
          <small id={`${field}-hint`} className={drafts.hint}>
            {hint}
          </small>
        )}
        {contested[field] && (
          <strong id={`${field}-contested`} className={drafts.fault}>
            {contested[field]}
          </strong>
        )}
        {fault && (
          <strong id={`${field}-fault`} className={drafts.fault}>
            {fault}
          </strong>
        )}
      </div>
    );
  });
}
