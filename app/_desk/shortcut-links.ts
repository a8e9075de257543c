import type { ShortcutKey } from "@/app/_charts/shortcut-keys";
import { rangeAfter, rangeBefore } from "@/lib/calendar/comparison";
import { addDays, type Day } from "@/lib/calendar/day";
import { type DeskView, deskHref } from "./desk-view";

/** The days there are: the last one that is counted whole, and the first on record. */
export interface Reach {
  since: Day | undefined;
  through: Day;
}

/** Where each key leads from a view; a key that would lead nowhere has none. */
export function shortcutLinks(
  path: string,
  view: DeskView,
  { since, through }: Reach,
  { more, comparison }: { more: readonly (readonly [string, string])[]; comparison: boolean },
): Partial<Record<ShortcutKey, string>> {
  const href = (change: Partial<DeskView>) => deskHref(path, view, { chosenInterval: false, ...change }, more);
  const days = (from: Day, to: Day) => href({ range: "custom", from, to });
  const isLastDay = view.from === through && view.to === through;
  const day = isLastDay ? addDays(through, -1) : through;
  const [before, after] = [rangeBefore(view), rangeAfter(view)];
  return {
    d: days(day, day),
    w: href({ range: "7d" }),
    m: href({ range: view.range === "month" ? "last-month" : "month" }),
    y: href({ range: view.range === "year" ? "last-year" : "year" }),
    a: href({ range: "all" }),
    ...(comparison
      ? {
          x: deskHref(
            path,
            view,
            view.compare === "off" ? { compare: "previous" } : { compare: "off", beside: undefined },
            more,
          ),
        }
      : {}),
    ...(since !== undefined && before.to >= since ? { ArrowLeft: days(before.from, before.to) } : {}),
    ...(after.from <= through ? { ArrowRight: days(after.from, after.to > through ? through : after.to) } : {}),
  };
}
