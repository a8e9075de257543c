import drafts from "@/app/_drafts/drafts.module.css";
import form from "@/app/_forms/form.module.css";
import { formatsOf } from "@/lib/reports/made/ask";
import type { Askable } from "./ask-fields";
import { FormField } from "./form-field";
import styles from "./reports.module.css";
import { EXPORTED } from "./typed-export";
import { FORMAT_WORDS, WHAT_WORDS } from "./what-words";

/** One table as one file, made in the background for whoever asks. */
export function ExportForm({
  at,
  views,
  texts,
  fault,
}: {
  at: string;
  views: Askable["views"];
  texts: Record<string, string | undefined>;
  fault: string | undefined;
}) {
  const formats = [...new Set(EXPORTED.flatMap((what) => formatsOf({ what })))];
  return (
    <form method="post" action={`${at}/export`} className={drafts.form}>
      <fieldset
        className={drafts.group}
        aria-label="What the file is of"
        aria-describedby={fault ? "export-fault" : undefined}
      >
        <FormField id="export-what" label="Table" short>
          {(said) => (
            <select {...said} name="what" defaultValue={texts.what}>
              {EXPORTED.map((what) => (
                <option key={what} value={what}>
                  {WHAT_WORDS[what].name}
                </option>
              ))}
            </select>
          )}
        </FormField>
        <FormField id="export-view" label="Articles" short>
          {(said) => (
            <select {...said} name="view" defaultValue={texts.view}>
              <option value="">All of the journal</option>
              {views.map(({ name, query }) => (
                <option key={query} value={query}>
                  {name}
                </option>
              ))}
              {texts.view && !views.some(({ query }) => query === texts.view) && (
                <option value={texts.view}>As they are chosen: {texts.view}</option>
              )}
            </select>
          )}
        </FormField>
        <FormField id="export-from" label="From" short>
          {(said) => <input {...said} name="from" type="date" required defaultValue={texts.from} />}
        </FormField>
        <FormField id="export-to" label="To" short>
          {(said) => <input {...said} name="to" type="date" required defaultValue={texts.to} />}
        </FormField>
        <FormField id="export-format" label="File" short>
          {(said) => (
            <select {...said} name="format" defaultValue={texts.format ?? "csv"}>
              {formats.map((format) => (
                <option key={format} value={format}>
                  {FORMAT_WORDS[format]}
                </option>
              ))}
            </select>
          )}
        </FormField>
        {fault && (
          <strong id="export-fault" className={drafts.fault}>
            {fault}
          </strong>
        )}
      </fieldset>
      <div className={styles.buttons}>
        <button type="submit" className={form.second}>
          Make the file
        </button>
        <span className={styles.note}>You are mailed when it is there; it goes after a week.</span>
      </div>
    </form>
  );
}
