import explained from "@/app/_explained/explained.module.css";
import { ExplainedTable } from "@/app/_explained/explained-table";
import { type OpenJournal, openColumns } from "@/lib/reports/open-data/columns";
import styles from "./open-data.module.css";

/** What each column of the files means. */
export function ColumnsTable({ journal }: { journal: Pick<OpenJournal, "sample"> }) {
  return (
    <ExplainedTable label="What each column says">
      <table className={`${explained.table} ${explained.cards}`}>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Type</th>
            <th scope="col">What it says</th>
          </tr>
        </thead>
        <tbody>
          {openColumns(journal).map(({ name, type, description }) => (
            <tr key={name}>
              <th scope="row" className={styles.name}>
                {name}
              </th>
              <td data-label="Type">{type}</td>
              <td>{description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ExplainedTable>
  );
}
