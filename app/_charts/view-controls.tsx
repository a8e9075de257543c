import { INTERVALS } from "@/lib/calendar/interval";
import { PRESETS } from "@/lib/calendar/preset";
import { dayWords, INTERVAL_WORDS, RANGE_WORDS } from "@/lib/usage/words";
import { type ChartView, viewHref } from "./chart-view";
import styles from "./controls.module.css";
import { RangePicker } from "./range-picker";
import { ViewLink } from "./view-link";

/** Range, interval and reading as links, and the custom range as a form: all of it works without scripts. */
export function ViewControls({
  path,
  view,
  from,
  recordedSince,
}: {
  path: string;
  view: ChartView;
  from: string;
  recordedSince: string | null;
}) {
  const words = view.range === "custom" ? `${dayWords(from)} – ${dayWords(view.to)}` : RANGE_WORDS[view.range];
  return (
    <div className={styles.controls}>
      <RangePicker words={words}>
        <ul className={styles.presets}>
          {PRESETS.map((preset) => (
            <li key={preset}>
              <ViewLink
                href={viewHref(path, { ...view, range: preset, chosenInterval: false })}
                current={view.range === preset}
              >
                {RANGE_WORDS[preset]}
              </ViewLink>
            </li>
          ))}
        </ul>
        <form className={styles.custom} action={`${path}#metrics`} method="get">
          <label>
            From
            <input type="date" name="from" required defaultValue={from} min={recordedSince ?? undefined} />
          </label>
          <label>
            To
            <input type="date" name="to" required defaultValue={view.to} />
          </label>
          {view.chosenInterval && <input type="hidden" name="interval" value={view.interval} />}
          {view.reading !== "cumulative" && <input type="hidden" name="view" value={view.reading} />}
          <button type="submit">Show</button>
        </form>
      </RangePicker>
      <fieldset className={styles.segments}>
        <legend className="visually-hidden">Reading of the chart</legend>
        <ViewLink href={viewHref(path, view, { reading: "cumulative" })} current={view.reading === "cumulative"}>
          Cumulative
        </ViewLink>
        <ViewLink href={viewHref(path, view, { reading: "period" })} current={view.reading === "period"}>
          Per {view.interval}
        </ViewLink>
      </fieldset>
      <fieldset className={styles.segments}>
        <legend className="visually-hidden">Interval</legend>
        {INTERVALS.map((interval) => (
          <ViewLink
            key={interval}
            href={viewHref(path, view, { interval, chosenInterval: true })}
            current={view.interval === interval}
          >
            {INTERVAL_WORDS[interval]}
          </ViewLink>
        ))}
      </fieldset>
    </div>
  );
}
