import type { Day } from "@/lib/calendar/day";
import { METHOD_VERSION } from "@/lib/counter/count-day";
import type { CountingSettings, InForce } from "@/lib/explain/in-force";
import { dayWords, instantWords } from "@/lib/usage/words";
import styles from "./explained.module.css";
import { Section } from "./section";
import { monthWords, plural } from "./words";

/** What holds at this moment: the method, the settings, and how far recording and counting are. */
export function RecordsSection({ settings, state }: { settings: CountingSettings; state: InForce | undefined }) {
  return (
    <Section id="state" title="Days, records and settings">
      <p>
        Days, months and years are those of Universal Time (UTC), for every journal. Days before an article’s first
        record are left out rather than shown as zero: nothing is known of them. Figures appear within seconds, and
        every chart says through when it is counted. When figures of a complete month change after all, old and new
        ones, the day and the reason are kept.
      </p>
      <dl className={`${styles.facts} ${styles.wide}`}>
        <dt>Method</dt>
        <dd>{METHOD_VERSION}</dd>
        <dt>Time zone</dt>
        <dd>UTC</dd>
        {state && <Records records={state.records} />}
        <dt>Requests are kept</dt>
        <dd>
          {settings.keepMonths === 0
            ? "for ever"
            : `for ${settings.keepMonths} whole ${plural(settings.keepMonths, "month")} after their month; figures for ever`}
        </dd>
        <dt>Browsers that ask not to be counted</dt>
        <dd>
          {settings.privacySignals === "drop"
            ? "are left out of everything (DNT, Global Privacy Control): the figures are lower than COUNTER’s by their share"
            : "are counted like others (DNT, Global Privacy Control): nothing that is kept tells who they are"}
        </dd>
        <dt>Readers are told apart</dt>
        <dd>
          {settings.trustedProxies === 0
            ? "by the address that connects and the name of the browser"
            : `by the address that ${settings.trustedProxies === 1 ? "this site’s own proxy reports" : `${settings.trustedProxies} proxies of this site report`} and the name of the browser`}
        </dd>
        <dt>Countries</dt>
        <dd>{countriesOf(state?.countriesOf)}</dd>
      </dl>
    </Section>
  );
}

function Records({ records }: { records: InForce["records"] }) {
  const { since, countedThrough, waitingDays, completeThrough, droppedThrough } = records;
  return (
    <>
      <dt>Recording since</dt>
      <dd>{since === undefined ? "nothing is recorded yet" : monthWords(since)}</dd>
      <dt>Counted through</dt>
      <dd>
        {countedThrough === undefined ? (
          "nothing is counted yet"
        ) : (
          <time dateTime={countedThrough.toISOString()}>{instantWords(countedThrough.toISOString())}</time>
        )}
        {waitingDays > 0 &&
          `, ${waitingDays} ${plural(waitingDays, "day of an article waits", "days of articles wait")}`}
      </dd>
      <dt>Complete</dt>
      <dd>{completeThrough === undefined ? "no month yet" : `the months to ${monthWords(completeThrough)}`}</dd>
      {droppedThrough !== undefined && (
        <>
          <dt>Requests dropped</dt>
          <dd>of the months to {monthWords(droppedThrough)}; their figures stay</dd>
        </>
      )}
    </>
  );
}

const countriesOf = (day: Day | undefined): string =>
  day === undefined ? "are not known: the data on them is missing" : `by data of ${dayWords(day)}, on this server`;
