import { shortDayWords, wholeNumber } from "@/app/_charts/words";
import form from "@/app/_forms/form.module.css";
import type { Flag } from "@/lib/integrity/inbox";
import { hideSmall } from "@/lib/usage/places";
import type { Agents } from "./behind-panel";
import styles from "./integrity.module.css";

/** Programs that can be chosen by name. */
const SHOWN = 8;

/** What an editor does about an open flag: two forms that work without scripts. */
export function DecidePanel({
  flag,
  path,
  agents,
  least,
}: {
  flag: Flag;
  path: string;
  agents: Agents | undefined;
  least: number;
}) {
  return (
    <div className={styles.decide}>
      <form className={form.form} method="post" action={`${path}/accept`}>
        <h3>Leave the figures as they are</h3>
        <p className={styles.soft}>There is a reason for how they look. They do not change.</p>
        <Reason id="accept-reason" />
        <button type="submit" className={form.second}>
          Accept the figures
        </button>
      </form>
      {mayBeTakenOut(flag) && (
        <form className={form.form} method="post" action={`${path}/exclude`}>
          <h3>Take usage out of the figures</h3>
          <p className={styles.soft}>
            It stays on record among the crawlers. The days are counted again, and months that were complete get an
            entry in the ledger. It can be undone while the requests are kept.
          </p>
          <Which flag={flag} agents={agents} least={least} />
          {flag.from !== flag.to && <Range flag={flag} />}
          <Reason id="exclude-reason" />
          <button type="submit" className={form.button}>
            Take it out
          </button>
        </form>
      )}
    </div>
  );
}

/** Of what is missing there is nothing to take out, and of a journal as a whole nobody knows which. */
export const mayBeTakenOut = ({ articleId, evidence }: Flag): boolean =>
  articleId !== null && evidence.rule !== "stalled" && !(evidence.rule === "spike" && evidence.sense === "less");

function Reason({ id }: { id: string }) {
  return (
    <div className={form.field}>
      <label htmlFor={id}>Why</label>
      <textarea id={id} name="reason" required maxLength={1000} />
    </div>
  );
}

function Which({ flag, agents, least }: { flag: Flag; agents: Agents | undefined; least: number }) {
  const { evidence } = flag;
  const named = hideSmall(agents ?? [], least).named.flatMap(
    ({ place }) => agents?.find((one) => one.place === place) ?? [],
  );
  const ofNetworks = evidence.rule === "network";
  return (
    <fieldset>
      <legend>Which of it</legend>
      {ofNetworks && (
        <label>
          <input type="radio" name="which" value="networks" defaultChecked />
          <span>What came from the networks that made most of a day</span>
        </label>
      )}
      <label>
        <input type="radio" name="which" value="all" defaultChecked={!ofNetworks} />
        <span>All usage of these days</span>
      </label>
      {named
        .filter(({ place }) => place !== "")
        .slice(0, SHOWN)
        .map(({ id, place, totalItemInvestigations }) => (
          <label key={id}>
            <input type="radio" name="which" value={`agent-${id}`} />
            <span>
              {wholeNumber(totalItemInvestigations)} of <bdi>{place.slice(0, 200)}</bdi>
            </span>
          </label>
        ))}
    </fieldset>
  );
}

function Range({ flag: { from, to } }: { flag: Flag }) {
  return (
    <fieldset>
      <legend>
        On which days, of {shortDayWords(from)} to {shortDayWords(to)}
      </legend>
      <div className={styles.range}>
        <div className={form.field}>
          <label htmlFor="from">First</label>
          <input id="from" type="date" name="from" defaultValue={from} min={from} max={to} required />
        </div>
        <div className={form.field}>
          <label htmlFor="to">Last</label>
          <input id="to" type="date" name="to" defaultValue={to} min={from} max={to} required />
        </div>
      </div>
    </fieldset>
  );
}
