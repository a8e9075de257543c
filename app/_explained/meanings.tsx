import { MEANINGS } from "@/lib/counter/meanings";
import styles from "./explained.module.css";
import { ExplainedTable } from "./explained-table";
import { Section } from "./section";

/** Every figure in one sentence, with its place in the Code. */
export function Meanings() {
  return (
    <Section id="figures" title="What each figure means">
      <ExplainedTable label="The figures, one by one">
        <table className={`${styles.table} ${styles.cards}`}>
          <thead>
            <tr>
              <th scope="col">Figure</th>
              <th scope="col">What it says</th>
              <th scope="col">In the Code, R5.1</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(MEANINGS).map(([figure, { name, says, counterName, paragraph }]) => (
              <tr key={figure}>
                <th scope="row">{name}</th>
                <td>{says}</td>
                <td data-label="In the Code">
                  {counterName && (
                    <>
                      <span className={styles.exact}>{counterName}</span>,{" "}
                    </>
                  )}
                  <span className={styles.exact}>{paragraph}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ExplainedTable>
      <p>
        What the Code calls an <em>Investigation</em> is called a view or download here, and what it calls a{" "}
        <em>Request</em> is a full-text read. “Request” without more means, on this page, what a browser asks a server
        for.
      </p>
    </Section>
  );
}
