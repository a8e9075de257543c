import { actionWords, detailWords } from "@/lib/people/log-words";
import type { LogRow } from "@/lib/people/sql/audit";
import { instantWords } from "@/lib/usage/words";
import styles from "./people.module.css";

/** What people did, newest first. */
export function LogTable({ rows }: { rows: readonly LogRow[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">What</th>
          <th scope="col">Of which journal</th>
          <th scope="col">More</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, at, who, action, journal, detail }) => (
          <tr key={id}>
            <td>
              <time dateTime={at.toISOString()}>{instantWords(at.toISOString())}</time>
            </td>
            <td className={styles.soft}>{who}</td>
            <th scope="row">{actionWords(action)}</th>
            <td>{journal}</td>
            <td className={styles.soft}>{detailWords(detail)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
