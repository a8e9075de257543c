import type { Change } from "@/lib/catalog/import/candidate";
import styles from "./drafts.module.css";
import { FORM_GROUPS } from "./form-fields";

const LABELS = new Map<string, string>([
  ...FORM_GROUPS.flatMap(({ fields }) => fields.map(({ field, label }) => [field, label] as const)),
  ["titleMarkup", "Title with its marks"],
  ["license", "Licence"],
  ["licenseUrl", "Licence’s address"],
  ["authorAddresses", "E-mail addresses of authors"],
  ["pdf", "PDF"],
]);

/** What differs from what is on record, fact by fact. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <table className={styles.changes}>
      <caption className="visually-hidden">What changes</caption>
      <thead>
        <tr>
          <th scope="col">Fact</th>
          <th scope="col">On record</th>
          <th scope="col">As it will be</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{LABELS.get(field) ?? field}</th>
            <td>
              <del>{before || "none"}</del>
            </td>
            <td>
              <ins>{after || "none"}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
