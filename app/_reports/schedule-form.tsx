import drafts from "@/app/_drafts/drafts.module.css";
import form from "@/app/_forms/form.module.css";
import type { TargetKind } from "@/lib/db/schema/reports";
import type { ScheduleFaults } from "@/lib/reports/definition/schedule";
import { EVERY, MONTH_DAYS } from "@/lib/reports/schedule/rule";
import { MONTH_NAMES, onWords, weekdayWords } from "@/lib/reports/schedule/words";
import { FormField } from "./form-field";
import { NextDates } from "./next-dates";
import styles from "./reports.module.css";
import { NEW_SCHEDULE, type ScheduleTexts } from "./typed-schedule";

/** What this site can deliver to, and why not. */
export type Possible = readonly { kind: TargetKind; possible: boolean; why?: string }[];

const HINTS: Record<Exclude<TargetKind, "mail">, { label: string; hint: string }> = {
  webhook: {
    label: "Webhooks",
    hint: "https addresses, one a line. What they get is signed; the secret stands at the schedule when it is saved.",
  },
  folder: { label: "Folders", hint: "Below the folder for exports, one a line." },
  s3: { label: "Object storage", hint: "Prefixes in the bucket, one a line." },
};

/** When a report is made, and where it goes: a sentence with gaps. */
export function ScheduleForm({
  action,
  id,
  texts: typed,
  faults,
  dates,
  possible,
}: {
  action: string;
  /** The schedule that is changed; undefined for a new one. */
  id: number | undefined;
  texts: ScheduleTexts;
  faults: ScheduleFaults;
  /** The next moments of what is typed, where that is a rule. */
  dates: readonly Date[];
  possible: Possible;
}) {
  const texts = { ...NEW_SCHEDULE, ...typed };
  const name = (field: string) => `${field}-${id ?? "new"}`;
  return (
    <form method="post" action={action} className={drafts.form}>
      {id !== undefined && <input type="hidden" name="schedule" value={id} />}
      <fieldset className={styles.sentence} aria-describedby={faults.rule ? name("rule-fault") : undefined}>
        <legend>When</legend>
        <label>
          Every
          <select name="every" defaultValue={texts.every}>
            {EVERY.map((every) => (
              <option key={every} value={every}>
                {every}
              </option>
            ))}
          </select>
        </label>
        <label>
          on the
          <select name="on" defaultValue={texts.on}>
            {MONTH_DAYS.map((on) => (
              <option key={on} value={on}>
                {onWords(on)}
              </option>
            ))}
          </select>
        </label>
        <label>
          at
          <input name="at" type="time" required defaultValue={texts.at} />
        </label>
        <label>
          in
          <input
            name="time-zone"
            type="text"
            required
            list={name("zones")}
            autoComplete="off"
            spellCheck={false}
            defaultValue={texts["time-zone"]}
          />
        </label>
        <datalist id={name("zones")}>
          {["UTC", ...Intl.supportedValuesOf("timeZone")].map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <label>
          weeks: on
          <select name="weekday" defaultValue={texts.weekday}>
            {[1, 2, 3, 4, 5, 6, 7].map((day) => (
              <option key={day} value={day}>
                {weekdayWords(day)}
              </option>
            ))}
          </select>
        </label>
        <label>
          quarters: of the
          <select name="quarter-month" defaultValue={texts["quarter-month"]}>
            <option value="1">first month</option>
            <option value="2">second month</option>
            <option value="3">third month</option>
          </select>
        </label>
        <label>
          years: of
          <select name="year-month" defaultValue={texts["year-month"]}>
            {MONTH_NAMES.map((month, i) => (
              <option key={month} value={i + 1}>
                {month}
              </option>
            ))}
          </select>
        </label>
        {faults.rule && (
          <strong id={name("rule-fault")} className={drafts.fault}>
            {faults.rule}
          </strong>
        )}
        {dates.length > 0 && <NextDates dates={dates} timeZone={texts["time-zone"] ?? "UTC"} />}
      </fieldset>
      <fieldset className={drafts.group}>
        <legend>To</legend>
        <FormField
          id={name("mail")}
          label="E-mail addresses"
          fault={faults.targets}
          hint={
            possible.find(({ kind }) => kind === "mail")?.why ??
            "Anybody’s, with blanks, commas or lines between. Each gets a mail of its own, and can end it by a link in it."
          }
        >
          {(said) => <textarea {...said} name="mail" rows={2} spellCheck={false} defaultValue={texts.mail} />}
        </FormField>
        {possible
          .filter(({ kind, possible: can }) => kind !== "mail" && (can || texts[kind] !== ""))
          .map(({ kind }) => {
            if (kind === "mail") return null;
            const { label, hint } = HINTS[kind];
            return (
              <FormField key={kind} id={name(kind)} label={label} hint={hint}>
                {(said) => <textarea {...said} name={kind} rows={1} spellCheck={false} defaultValue={texts[kind]} />}
              </FormField>
            );
          })}
      </fieldset>
      <fieldset className={drafts.group}>
        <legend>And if …</legend>
        <FormField id={name("empty")} label="there is nothing to report" short fault={faults.whenEmpty}>
          {(said) => (
            <select {...said} name="empty" defaultValue={texts.empty}>
              <option value="say">say so in one line</option>
              <option value="skip">send nothing</option>
            </select>
          )}
        </FormField>
        <FormField
          id={name("wait")}
          label="its days are not counted yet"
          short
          fault={faults.waitHours}
          hint="Days to wait. Then it is made of what is there, and says that it is provisional."
        >
          {(said) => <input {...said} name="wait" type="text" inputMode="numeric" defaultValue={texts.wait} />}
        </FormField>
      </fieldset>
      {faults.form && <strong className={drafts.fault}>{faults.form}</strong>}
      <div className={drafts.buttons}>
        <button type="submit" name="press" value="save" className={form.button}>
          Save the schedule
        </button>
        <button type="submit" name="press" value="dates" className={form.second}>
          Show its next dates
        </button>
      </div>
    </form>
  );
}
