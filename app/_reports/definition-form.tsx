import drafts from "@/app/_drafts/drafts.module.css";
import form from "@/app/_forms/form.module.css";
import { DEFINITION_LIMITS, type Faults } from "@/lib/reports/definition/define";
import { type Ask, formatsOf } from "@/lib/reports/made/ask";
import { MONTH_NAMES, periodKindWords } from "@/lib/reports/schedule/words";
import { type Askable, AskFields } from "./ask-fields";
import { FormField } from "./form-field";
import styles from "./reports.module.css";
import type { DefinitionTexts } from "./typed-definition";
import { FORMAT_WORDS, WHAT_WORDS } from "./what-words";

const PERIODS = [
  ["last-week", periodKindWords({ kind: "last-week" })],
  ["last-month", periodKindWords({ kind: "last-month" })],
  ["last-quarter", periodKindWords({ kind: "last-quarter" })],
  ["last-year", periodKindWords({ kind: "last-year" })],
  ["financial-year", "the financial year before, from the month below"],
  ["rolling-days", "the days before, as many as below"],
  ["rolling-months", "the months before, as many as below"],
  ["fixed", "always the same days, from and to below"],
] as const;
/** COUNTER reports are of whole months. */
const OF_DAYS: readonly string[] = ["last-week", "rolling-days"];

/** What a report is of, over which days, and as which files. */
export function DefinitionForm({
  at,
  what,
  texts,
  faults,
  kept,
  askable,
}: {
  at: string;
  what: Ask["what"];
  texts: DefinitionTexts;
  faults: Faults;
  /** The definition that is changed; undefined for a new one. */
  kept: { id: number; revision: number } | undefined;
  askable: Askable;
}) {
  const formats = formatsOf({ what });
  const chosen = texts.formats === undefined ? formats.slice(0, 1) : texts.formats.split(/\s+/);
  return (
    <form method="post" action={`${at}/save`} className={drafts.form}>
      <input type="hidden" name="what" value={what} />
      {kept && (
        <>
          <input type="hidden" name="id" value={kept.id} />
          <input type="hidden" name="revision" value={kept.revision} />
        </>
      )}
      <fieldset className={drafts.group}>
        <legend>{WHAT_WORDS[what].name}</legend>
        <p className={styles.note}>{WHAT_WORDS[what].of}</p>
        <FormField id="name" label="Name" fault={faults.name} hint="It stands in mails and in the list of reports.">
          {(said) => (
            <input
              {...said}
              name="name"
              type="text"
              required
              maxLength={DEFINITION_LIMITS.name}
              autoComplete="off"
              defaultValue={texts.name ?? WHAT_WORDS[what].name}
            />
          )}
        </FormField>
        <AskFields what={what} texts={texts} fault={faults.ask} askable={askable} />
      </fieldset>
      <fieldset className={`${drafts.group} ${styles.period}`}>
        <legend>Days</legend>
        <FormField
          id="period"
          label="Of"
          fault={faults.period}
          hint="Told from the day the report is due, where its schedule is at home; days are UTC."
        >
          {(said) => (
            <select {...said} name="period" defaultValue={texts.period ?? "last-month"}>
              {PERIODS.filter(([kind]) => what !== "counter" || !OF_DAYS.includes(kind)).map(([kind, words]) => (
                <option key={kind} value={kind}>
                  {words}
                </option>
              ))}
            </select>
          )}
        </FormField>
        <FormField id="month" label="Financial year from" short>
          {(said) => (
            <select {...said} name="month" defaultValue={texts.month || "4"}>
              {MONTH_NAMES.map((name, i) => (
                <option key={name} value={i + 1}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </FormField>
        <FormField id="count" label="How many" short>
          {(said) => (
            <input {...said} name="count" type="text" inputMode="numeric" defaultValue={texts.count || "12"} />
          )}
        </FormField>
        <FormField id="from" label="From" short>
          {(said) => <input {...said} name="from" type="date" defaultValue={texts.from} />}
        </FormField>
        <FormField id="to" label="To" short>
          {(said) => <input {...said} name="to" type="date" defaultValue={texts.to} />}
        </FormField>
      </fieldset>
      <fieldset className={drafts.group} aria-describedby={faults.formats ? "formats-fault" : undefined}>
        <legend>Files</legend>
        <div className={styles.ticks}>
          {formats.map((format) => (
            <label key={format}>
              <input type="checkbox" name="formats" value={format} defaultChecked={chosen.includes(format)} />
              {FORMAT_WORDS[format]}
            </label>
          ))}
        </div>
        {faults.formats && (
          <strong id="formats-fault" className={drafts.fault}>
            {faults.formats}
          </strong>
        )}
      </fieldset>
      <div className={drafts.buttons}>
        <button type="submit" className={form.button}>
          {kept ? "Save the changes" : "Save the report"}
        </button>
      </div>
    </form>
  );
}
