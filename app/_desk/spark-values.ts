import { daysBetween } from "@/lib/calendar/day";
import type { ArticleDay } from "@/lib/usage/sql/articles-days";
import type { DeskView } from "./desk-view";

/** At most so many bars fit into a line. */
const BARS = 28;

/** An article's investigations over the days of a view, in parts of as many days each. */
export function sparkValues(
  days: readonly ArticleDay[],
  id: number,
  { from, to }: Pick<DeskView, "from" | "to">,
): number[] {
  const length = daysBetween(from, to) + 1;
  const values = Array.from({ length: Math.min(BARS, length) }, () => 0);
  for (const day of days) {
    if (day.id !== id) continue;
    const part = Math.floor((daysBetween(from, day.day) * values.length) / length);
    values[part] = (values[part] ?? 0) + day.totalItemInvestigations;
  }
  return values;
}
