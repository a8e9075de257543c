import { DOUBLE_CLICK_MS } from "@/lib/counter/double-click";
import { type WorkedExample, workedExamples } from "@/lib/counter/worked-examples";
import styles from "./explained.module.css";
import { ExplainedTable } from "./explained-table";
import { Section } from "./section";
import { ACTION_WORDS, clockWords } from "./words";

const SECONDS = DOUBLE_CLICK_MS / 1000;

const TITLES: Record<WorkedExample["id"], string> = {
  double: "The same thing twice, at the limit",
  slower: "The same thing twice, a second over it",
  run: "A run of clicks",
  different: "Different things",
  hour: "Either side of the hour",
  session: "The same, signed in",
};

/** The double-click and session rules, each shown by what it makes of clicks: worked out as the page is made, by the rules in force. */
export function Examples() {
  return (
    <Section id="clicks" title="Double clicks and sessions">
      <p>
        When a reader asks for the same thing again within {SECONDS} seconds, only the later request counts. A longer
        run of them, each within {SECONDS} seconds of the next, leaves its last. The abstract, the full text, the PDF
        and each supplement are different things. A pair over midnight counts once, in the later day. (COUNTER R5.1
        §7.2)
      </p>
      <p>
        However often a reader comes back to an article within one session, it is one unique. A session ends with the
        clock hour; where the sending server vouches for a signed-in reader, it ends with the day. No session reaches
        into another day, so uniques of days add up exactly to those of months and years. (COUNTER R5.1 §7.3)
      </p>
      <ExplainedTable label="Worked examples">
        <table className={`${styles.table} ${styles.cards}`}>
          <caption>Worked examples: one reader, one article. The rules themselves counted them.</caption>
          <thead>
            <tr>
              <th scope="col">Example</th>
              <th scope="col">What the reader opens</th>
              <th scope="col">Views and downloads</th>
              <th scope="col">Full-text reads</th>
            </tr>
          </thead>
          <tbody>
            {workedExamples().map((example) => (
              <Row key={example.id} example={example} />
            ))}
          </tbody>
        </table>
      </ExplainedTable>
    </Section>
  );
}

function Row({ example: { id, outcomes, usage } }: { example: WorkedExample }) {
  return (
    <tr>
      <th scope="row">{TITLES[id]}</th>
      <td>
        <ul className={styles.clicks}>
          {outcomes.map(({ click, later }) => (
            <li key={`${click.action} ${click.at.getTime()}`}>
              {clockWords(click.at)} {ACTION_WORDS[click.action]}
              {later && <> – not counted: {clockWords(later.at)} takes its place</>}
            </li>
          ))}
        </ul>
      </td>
      <td data-label="Views and downloads">
        {usage.totalItemInvestigations}, {usage.uniqueItemInvestigations} unique
      </td>
      <td data-label="Full-text reads">
        {usage.totalItemRequests}, {usage.uniqueItemRequests} unique
      </td>
    </tr>
  );
}
