import { dayOf } from "@/lib/calendar/day";
import { LANE_WORDS, laneReasonWords } from "@/lib/collector/lane-words";
import type { ListInForce } from "@/lib/collector/robot-rules";
import type { LaneReason } from "@/lib/collector/robots";
import type { CountingSettings, JournalRules } from "@/lib/explain/in-force";
import { dayWords } from "@/lib/usage/words";
import styles from "./explained.module.css";
import { ExplainedTable } from "./explained-table";
import { JournalsRules } from "./journals-rules";
import { Section } from "./section";

/** What makes a request a robot's, in the order it is asked. */
const RULES: readonly Exclude<LaneReason, "reader" | "approved_tdm">[] = [
  "automation",
  "no_user_agent",
  "declared_ai",
  "loaded_list",
  "isbot",
  "too_fast",
  "too_many",
  "journal_list",
];

const isOff = (rule: LaneReason, { articlesPerMinute, requestsPerDay }: CountingSettings): boolean =>
  (rule === "too_fast" && articlesPerMinute === 0) || (rule === "too_many" && requestsPerDay === 0);

/** Who is not a reader, by which rule and which list. */
export function RobotsSection({
  settings,
  lists,
  journals,
}: {
  settings: CountingSettings;
  lists: readonly ListInForce[] | undefined;
  journals: readonly JournalRules[];
}) {
  return (
    <Section id="robots" title="Robots and AI agents">
      <p>
        Every access is kept in one of three lanes: readers, AI agents that say what they are, and crawlers. Only
        readers enter the figures. (COUNTER R5.1 §7.8, with the AI tools of R5.1.1.) Nothing is dropped in silence: when
        a list of robots changes, what is already recorded is placed anew and counted again. A request is a robot’s when
        one of these is true:
      </p>
      <ul>
        {RULES.filter((rule) => !isOff(rule, settings) && (rule !== "journal_list" || journals.length > 0)).map(
          (rule) => (
            <li key={rule}>{laneReasonWords(rule, settings)}</li>
          ),
        )}
      </ul>
      <p>
        The rules of speed and number are asked every few minutes, and hold for all that the same visitor did on that
        day. {offWords(settings, journals)}
      </p>
      {journals.length > 0 && <JournalsRules journals={journals} settings={settings} />}
      <p>
        Usage that stands out, as one network making most of an article’s day, is shown to the editors of the journal.
        They may accept it, or take it out of the figures, with a reason; then it stays on record among the crawlers,
        and can be put back. Nobody else can, and nothing is taken out by itself.
      </p>
      <h3 id="lists">The lists in force</h3>
      {lists === undefined ? <p>The lists cannot be read just now.</p> : <Lists lists={lists} settings={settings} />}
    </Section>
  );
}

function offWords(settings: CountingSettings, journals: readonly JournalRules[]): string {
  const off = RULES.filter((rule) => isOff(rule, settings));
  if (off.length === 0) return "";
  const own = journals.some(
    ({ rules }) =>
      (off.includes("too_fast") && rules.robotArticlesPerMinute) ||
      (off.includes("too_many") && rules.robotRequestsPerDay),
  );
  return `${off.length === 1 ? "One of the two is" : "Both are"} switched off here${own ? ", but for the journals named below" : ""}.`;
}

function Lists({ lists, settings }: { lists: readonly ListInForce[]; settings: CountingSettings }) {
  const loaded = lists.filter(({ loaded }) => loaded !== undefined);
  return (
    <>
      <ExplainedTable label="The lists in force">
        <table className={`${styles.table} ${styles.cards}`}>
          <thead>
            <tr>
              <th scope="col">List</th>
              <th scope="col">Makes of a request</th>
              <th scope="col" className={styles.number}>
                Patterns
              </th>
              <th scope="col">Version</th>
              <th scope="col">Dated</th>
              <th scope="col">From</th>
            </tr>
          </thead>
          <tbody>
            {lists.map((list) => (
              <Row key={list.name} list={list} />
            ))}
          </tbody>
        </table>
      </ExplainedTable>
      <p>
        {loaded.length === 0
          ? "No list has been loaded beside those that are part of Footfall. COUNTER’s own list is one to load: until it is, these figures may hold robots that COUNTER names."
          : settings.refreshesLists
            ? "Lists from the network are looked for again every week."
            : "Lists from the network are looked for again only when the operator asks."}
      </p>
    </>
  );
}

function Row({
  list: { name, lane, patterns, version, dated, source, loaded, checked, failure },
}: {
  list: ListInForce;
}) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-label="Makes of a request">{LANE_WORDS[lane]}</td>
      <td data-label="Patterns" className={styles.number}>
        {patterns}
      </td>
      <td data-label="Version">{loaded ? <code>{version}</code> : version}</td>
      <td data-label="Dated">
        {dated === undefined ? "–" : dayWords(dated)}
        {loaded && <span className={styles.soft}> in force since {dayWords(dayOf(loaded))}</span>}
      </td>
      <td data-label="From">
        {source === undefined ? (
          "part of Footfall"
        ) : /^https:/.test(source) ? (
          <a href={source} rel="noreferrer">
            {new URL(source).host}
          </a>
        ) : (
          "the operator"
        )}
        {failure !== undefined && checked && (
          <span className={styles.soft}> The last look for a newer one, on {dayWords(dayOf(checked))}, failed.</span>
        )}
      </td>
    </tr>
  );
}
