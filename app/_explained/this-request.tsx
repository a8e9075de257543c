import { DROP_REASONS } from "@/lib/collector/classify";
import { LANE_WORDS, laneReasonWords } from "@/lib/collector/lane-words";
import type { CountingSettings } from "@/lib/explain/in-force";
import type { Decision } from "@/lib/explain/this-request";
import styles from "./explained.module.css";
import { countryWords } from "./words";

/** How the request for this very page would be classed, had it been for an article. */
export function ThisRequest({ decision, settings }: { decision: Decision; settings: CountingSettings }) {
  const { dropped, placement, listing, signals, origin } = decision;
  return (
    <dl className={`${styles.facts} ${styles.wide}`} data-testid="this-request">
      <dt>Recorded</dt>
      <dd data-dropped={dropped ?? ""}>
        {dropped === undefined ? "Yes, it would be." : `No. ${DROP_REASONS[dropped]}`}
      </dd>
      <dt>Lane</dt>
      <dd data-lane={placement.lane}>
        {LANE_WORDS[placement.lane]}. {laneReasonWords(placement.reason, settings)}
        {placement.reason === "loaded_list" && listing && (
          <>
            {" "}
            The list is “{listing.list}”, the pattern <code>{listing.pattern}</code>.
          </>
        )}
      </dd>
      <dt>Fetched ahead</dt>
      <dd>{dropped === "prefetch" ? "Yes: the request says so itself." : "No, the request does not say so."}</dd>
      <dt>Asks not to be counted</dt>
      <dd>{signalWords(signals, settings)}</dd>
      {origin && (
        <>
          <dt>Country</dt>
          <dd>{countryWords(origin.country)}</dd>
          <dt>Institutions</dt>
          <dd>
            {origin.institutions.length === 0
              ? "none that this site knows by its addresses"
              : origin.institutions.join("; ")}
          </dd>
        </>
      )}
    </dl>
  );
}

function signalWords(signals: readonly string[], { privacySignals }: CountingSettings): string {
  if (signals.length === 0) return "Your browser does not ask for that (DNT, Global Privacy Control).";
  const asks = `Your browser asks for it (${signals.join(", ")}).`;
  return privacySignals === "drop"
    ? `${asks} This site follows that: you are left out of everything.`
    : `${asks} This site counts you like others all the same, as nothing that is kept tells who you are.`;
}
