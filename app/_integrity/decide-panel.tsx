import type { SearchParams } from "@/app/_desk/desk-view";
import form from "@/app/_forms/form.module.css";
import { LONGEST_REASON } from "@/lib/integrity/decide";
import { mayBeTakenOut } from "@/lib/integrity/evidence";
import type { Flag } from "@/lib/integrity/inbox";
import { seenAs } from "@/lib/integrity/seen";
import { hideSmall } from "@/lib/usage/places";
import { shortDayWords, wholeNumber } from "@/lib/usage/words";
import type { Agents } from "./behind-panel";
import styles from "./integrity.module.css";
import { broughtBack, type TypedDecision } from "./typed-decision";

/** Programs that can be chosen by name. */
const SHOWN = 8;

/** What an editor does about an open flag: two forms that work without scripts, with what was typed when something was wrong with it. */
export function DecidePanel({
  flag,
  path,
  agents,
  least,
  search,
}: {
  flag: Flag;
  path: string;
  agents: Agents | undefined;
  least: number;
  search: SearchParams;
}) {
  const seen = seenAs(flag);
  const typed = broughtBack(search, "excluded");
  return (
    <div className={styles.decide}>
      <form className={form.form} method="post" action={`${path}/accept`}>
        <h3>Leave the figures as they are</h3>
        <p className={styles.soft}>There is a reason for how they look. They do not change.</p>
        <input type="hidden" name="seen" value={seen} />
        <Reason id="accept-reason" typed={broughtBack(search, "accepted")} />
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
          <input type="hidden" name="seen" value={seen} />
          <Which {...{ flag, agents, least, typed }} />
          <Range flag={flag} typed={typed} />
          <Reason id="exclude-reason" typed={typed} />
          <button type="submit" className={form.button}>
            Take it out
          </button>
        </form>
      )}
    </div>
  );
}

function Reason({ id, typed }: { id: string; typed: TypedDecision }) {
  return (
    <div className={form.field}>
      <label htmlFor={id}>Why</label>
      <textarea id={id} name="reason" required maxLength={LONGEST_REASON} defaultValue={typed.reason} />
    </div>
  );
}

function Which({
  flag,
  agents,
  least,
  typed,
}: {
  flag: Flag;
  agents: Agents | undefined;
  least: number;
  typed: TypedDecision;
}) {
  const { evidence } = flag;
  const named = hideSmall(agents ?? [], least).named.flatMap(
    ({ place }) => agents?.find((one) => one.place === place) ?? [],
  );
  const ofNetworks = evidence.rule === "network";
  // What was chosen and is not there any more is not replaced by something else.
  const chosen = typed.which ?? (ofNetworks ? "networks" : "all");
  const radio = (value: string) => ({ ...{ type: "radio", name: "which", value }, defaultChecked: value === chosen });
  return (
    <fieldset>
      <legend>Which of it</legend>
      {ofNetworks && (
        <label>
          <input {...radio("networks")} required />
          <span>What came from the networks that made most of a day</span>
        </label>
      )}
      <label>
        <input {...radio("all")} required />
        <span>All usage of these days</span>
      </label>
      {named
        .filter(({ place }) => place !== "")
        .slice(0, SHOWN)
        .map(({ id, place, totalItemInvestigations }) => (
          <label key={id}>
            <input {...radio(`agent-${id}`)} required />
            <span>
              {wholeNumber(totalItemInvestigations)} of <bdi>{place.slice(0, 200)}</bdi>
            </span>
          </label>
        ))}
    </fieldset>
  );
}

function Range({ flag: { from, to }, typed }: { flag: Flag; typed: TypedDecision }) {
  if (from === to)
    return (
      <>
        <input type="hidden" name="from" value={from} />
        <input type="hidden" name="to" value={to} />
      </>
    );
  const within = (day: string | undefined) => (day !== undefined && day >= from && day <= to ? day : undefined);
  return (
    <fieldset>
      <legend>
        On which days, of {shortDayWords(from)} to {shortDayWords(to)}
      </legend>
      <div className={styles.range}>
        <div className={form.field}>
          <label htmlFor="from">First</label>
          <input
            id="from"
            type="date"
            name="from"
            defaultValue={within(typed.from) ?? from}
            min={from}
            max={to}
            required
          />
        </div>
        <div className={form.field}>
          <label htmlFor="to">Last</label>
          <input id="to" type="date" name="to" defaultValue={within(typed.to) ?? to} min={from} max={to} required />
        </div>
      </div>
    </fieldset>
  );
}
