import type { ReactNode } from "react";
import controls from "@/app/_charts/controls.module.css";
import { RangePicker } from "@/app/_charts/range-picker";
import { Shortcuts } from "@/app/_charts/shortcuts";
import { ViewLink } from "@/app/_charts/view-link";
import { INTERVALS } from "@/lib/calendar/interval";
import { PRESETS } from "@/lib/calendar/preset";
import { dayWords, INTERVAL_WORDS, RANGE_WORDS } from "@/lib/usage/words";
import { type DeskView, deskHref, viewParams } from "./desk-view";
import { type Reach, shortcutLinks } from "./shortcut-links";

type More = readonly (readonly [string, string])[];
const COMPARE_WORDS = { off: "No comparison", previous: "The days before", year: "A year before" } as const;
const SHORT_WORDS = { off: "not compared", previous: "beside the days before", year: "beside a year before" } as const;

/**
 * Days, what they are set beside, and the interval: links and forms that work without scripts. `more` is what the page is asked besides;
 * `tools` stand beside them for people of the desk, who have keys as well.
 */
export function ViewBar({
  path,
  view,
  more = [],
  intervals = true,
  comparison = true,
  reach,
  tools,
}: {
  path: string;
  view: DeskView;
  more?: More;
  intervals?: boolean;
  comparison?: boolean;
  reach: Reach;
  tools?: ReactNode;
}) {
  const words = view.range === "custom" ? `${dayWords(view.from)} – ${dayWords(view.to)}` : RANGE_WORDS[view.range];
  const besideWords =
    view.compare === "custom" && view.beside
      ? `beside ${dayWords(view.beside.from)} – ${dayWords(view.beside.to)}`
      : SHORT_WORDS[view.compare as keyof typeof SHORT_WORDS];
  const kept = (without: readonly string[]) => [
    ...[...viewParams(view), ...more].filter(([name]) => !without.includes(name)),
  ];
  return (
    <div className={controls.controls}>
      <RangePicker words={words}>
        <ul className={controls.presets}>
          {PRESETS.map((preset) => (
            <li key={preset}>
              <ViewLink
                href={deskHref(path, view, { range: preset, chosenInterval: false }, more)}
                current={view.range === preset}
              >
                {RANGE_WORDS[preset]}
              </ViewLink>
            </li>
          ))}
        </ul>
        <DaysForm path={path} names={["from", "to"]} days={view} kept={kept(["range", "from", "to"])} />
      </RangePicker>
      {comparison && (
        <RangePicker words={besideWords}>
          <ul className={controls.presets}>
            {(["off", "previous", "year"] as const).map((compare) => (
              <li key={compare}>
                <ViewLink href={deskHref(path, view, { compare }, more)} current={view.compare === compare}>
                  {COMPARE_WORDS[compare]}
                </ViewLink>
              </li>
            ))}
          </ul>
          <DaysForm
            path={path}
            names={["with-from", "with-to"]}
            days={view.beside ?? view}
            kept={[...kept(["compare", "with-from", "with-to"]), ["compare", "custom"]]}
          />
        </RangePicker>
      )}
      {intervals && (
        <fieldset className={controls.segments}>
          <legend className="visually-hidden">Interval</legend>
          {INTERVALS.map((interval) => (
            <ViewLink
              key={interval}
              href={deskHref(path, view, { interval, chosenInterval: true }, more)}
              current={view.interval === interval}
            >
              {INTERVAL_WORDS[interval]}
            </ViewLink>
          ))}
        </fieldset>
      )}
      {tools !== undefined && (
        <>
          {tools}
          <Shortcuts links={shortcutLinks(path, view, reach, { more, comparison })} />
        </>
      )}
    </div>
  );
}

function DaysForm({
  path,
  names: [from, to],
  days,
  kept,
}: {
  path: string;
  names: readonly [string, string];
  days: { from: string; to: string };
  kept: readonly (readonly [string, string])[];
}) {
  return (
    <form className={controls.custom} action={path} method="get">
      <label>
        From
        <input type="date" name={from} required defaultValue={days.from} />
      </label>
      <label>
        To
        <input type="date" name={to} required defaultValue={days.to} />
      </label>
      {kept.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <button type="submit">Show</button>
    </form>
  );
}
