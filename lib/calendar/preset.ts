import { addDays, type Day } from "./day";
import { addYears } from "./interval";

/** The ranges a chart offers by name. All but the two past ones end today: a view recorded just now must show. */
export const PRESETS = ["7d", "28d", "90d", "month", "last-month", "year", "last-year", "12m", "all"] as const;
export type Preset = (typeof PRESETS)[number];

export const isPreset = (text: string): text is Preset => PRESETS.some((preset) => preset === text);

/** The days of a preset; `all` has no beginning of its own. */
export function presetRange(preset: Preset, today: Day): { from: Day | undefined; to: Day } {
  const firstOfMonth = `${today.slice(0, 7)}-01`;
  const year = Number(today.slice(0, 4));
  switch (preset) {
    case "7d":
      return { from: addDays(today, -6), to: today };
    case "28d":
      return { from: addDays(today, -27), to: today };
    case "90d":
      return { from: addDays(today, -89), to: today };
    case "month":
      return { from: firstOfMonth, to: today };
    case "last-month": {
      const to = addDays(firstOfMonth, -1);
      return { from: `${to.slice(0, 7)}-01`, to };
    }
    case "year":
      return { from: `${year}-01-01`, to: today };
    case "last-year":
      return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` };
    case "12m":
      return { from: addDays(addYears(today, -1), 1), to: today };
    case "all":
      return { from: undefined, to: today };
  }
}
