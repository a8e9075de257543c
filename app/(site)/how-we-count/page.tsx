import type { Metadata } from "next";
import styles from "@/app/_frame/page.module.css";
import { DROP_REASONS } from "@/lib/collector/classify";
import { METHOD_VERSION } from "@/lib/counter/count-day";
import { DOUBLE_CLICK_MS } from "@/lib/counter/double-click";

export const metadata: Metadata = { title: "How we count", alternates: { canonical: "/how-we-count" } };

const SECONDS = DOUBLE_CLICK_MS / 1000;

/** What each figure means, from the rules in force. */
export default function HowWeCount() {
  return (
    <div className={styles.prose}>
      <h1 className={styles.title}>How we count</h1>
      <p className={styles.lead}>
        By the COUNTER Code of Practice, Release 5.1: the standard by which libraries, funders and publishers compare
        usage. Method version {METHOD_VERSION}.
      </p>

      <h2>What the figures mean</h2>
      <dl>
        <dt>Abstract views</dt>
        <dd>The article’s page was shown to a reader.</dd>
        <dt>Full-text views</dt>
        <dd>The article’s full text was shown as a web page.</dd>
        <dt>PDF downloads</dt>
        <dd>The PDF was opened or saved, also straight from a search engine: it is the server that counts it.</dd>
        <dt>Views and downloads</dt>
        <dd>
          All of these together, and looks at figures, references and supplements: COUNTER’s{" "}
          <em>Total Item Investigations</em>.
        </dd>
        <dt>Full-text reads</dt>
        <dd>
          The full text, in whatever form: COUNTER’s <em>Total Item Requests</em>. Each is also one of the views and
          downloads, so the two are never added.
        </dd>
        <dt>Unique</dt>
        <dd>
          However often a reader comes back to the article within one session, it is one. A session ends with the clock
          hour, or for readers whose sign-in is known with the day. Because no session reaches into another day, uniques
          of days add up exactly.
        </dd>
      </dl>

      <h2>Double clicks</h2>
      <p>
        When a reader asks for the same thing again within {SECONDS} seconds, only the later one counts; a longer run of
        clicks, each within {SECONDS} seconds of the next, leaves its last. The abstract, the full text and the PDF are
        different things. A pair over midnight counts once, in the later day.
      </p>

      <h2>Robots and AI agents</h2>
      <p>
        Every access is kept in one of three lanes: readers, AI agents that say what they are, and crawlers. Only
        readers enter the figures. Nothing is dropped in silence, so a better list of robots can be applied to what is
        already recorded.
      </p>

      <h2>What is not recorded</h2>
      <ul>
        {Object.entries(DROP_REASONS).map(([reason, words]) => (
          <li key={reason}>{words}</li>
        ))}
      </ul>

      <h2>Days</h2>
      <p>
        Days, months and years are those of Universal Time (UTC). Days before an article’s first record are left out
        rather than shown as zero: nothing is known of them. Figures appear within seconds, and every chart says through
        when it is counted.
      </p>

      <h2>What is kept about a reader</h2>
      <p>
        No cookie, no address and no name. To tell readers of one day apart, the address and the browser’s name are
        turned into a number with a key that is new every day; the address is then forgotten, and the key is destroyed
        two days after its last need. After that nobody, not even we, can connect the number with anyone.
      </p>
    </div>
  );
}
