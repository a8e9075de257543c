import form from "@/app/_forms/form.module.css";
import type { Draft } from "@/lib/catalog/draft/draft";
import type { UploadFaultKind } from "@/lib/catalog/draft/pdf";
import { sizeWords } from "@/lib/catalog/size-words";
import styles from "./drafts.module.css";

/** The PDF: what there is, and a place for another. */
export function Upload({
  draft,
  current,
  megabytes,
  fault,
}: {
  draft: Draft;
  current: { name: string; bytes: number } | undefined;
  megabytes: number;
  fault: UploadFaultKind | undefined;
}) {
  return (
    <fieldset className={styles.group}>
      <legend>PDF</legend>
      {draft.pdf ? (
        <p>
          {draft.pdf.name} [{sizeWords(draft.pdf)}] is uploaded, and published with the article.{" "}
          <button type="submit" name="press" value="remove-pdf" className={form.second}>
            Remove it again
          </button>
        </p>
      ) : (
        <p>
          {current
            ? `On record: ${current.name} [${sizeWords(current)}]. It stays unless you choose another.`
            : "None on record."}
        </p>
      )}
      <div className={styles.field}>
        <label htmlFor="pdf">{draft.pdf || current ? "Another PDF" : "A PDF"}</label>
        <input
          id="pdf"
          name="pdf"
          type="file"
          accept="application/pdf,.pdf"
          aria-describedby={fault ? "pdf-hint pdf-fault" : "pdf-hint"}
          {...(fault ? { "aria-invalid": true } : {})}
        />
        <small id="pdf-hint" className={styles.hint}>
          Up to {megabytes} MB. It is uploaded when you save or preview.
        </small>
        {fault && (
          <strong id="pdf-fault" className={styles.fault}>
            {uploadWords(fault, megabytes)}
          </strong>
        )}
      </div>
    </fieldset>
  );
}

export function uploadWords(fault: UploadFaultKind, megabytes: number): string {
  switch (fault) {
    case "program":
      return "The file was not taken: its name has the ending of a program.";
    case "name":
      return "The file was not taken: a PDF is called something.pdf, in at most 200 ordinary characters.";
    case "large":
      return `The file was not taken: it is larger than ${megabytes} MB.`;
    case "empty":
      return "The file was not taken: it is empty.";
    case "none":
      return "The file was not taken: it is no PDF, whatever it is called.";
    case "cut":
      return "The file was not taken: it breaks off before its end. Was the upload cut short?";
  }
}
