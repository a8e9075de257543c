import { addDays, type Day, dayOf } from "@/lib/calendar/day";

const HIGHEST = 1_000_000_000;
/** Of Total_Item_Investigations by readers, the figure that stands large on an article's page: 100, 250, 500, 1,000, 2,500, 5,000 and so on. */
export const MILESTONES: readonly number[] = Array.from({ length: 8 }, (_, power) =>
  [1, 2.5, 5].map((step) => step * 100 * 10 ** power),
)
  .flat()
  .filter((milestone) => milestone <= HIGHEST);

/** A figure that was reached, and the day on which it was. */
export interface Milestone {
  milestone: number;
  day: Day;
}

/** A day counts for milestones when it has been over for so long: late records, and what robots turn out to have been, are in by then. */
export const SETTLED_HOURS = 48;

/** The last UTC day that is counted whole and has settled. */
export const settledThrough = (counted: Date): Day =>
  addDays(dayOf(new Date(counted.getTime() - SETTLED_HOURS * 3_600_000)), -1);

/** The milestones that an article's days add up to, and when; `days` are in order. */
export function milestonesOf(days: readonly { day: Day; total: number }[], through: Day): Milestone[] {
  const reached: Milestone[] = [];
  let [gathered, next] = [0, 0];
  for (const { day, total } of days) {
    if (day > through) break;
    gathered += total;
    for (let one = MILESTONES[next]; one !== undefined && one <= gathered; one = MILESTONES[next]) {
      reached.push({ milestone: one, day });
      next += 1;
    }
  }
  return reached;
}

/** The first that is still ahead. */
export const nextMilestone = (gathered: number): number | undefined =>
  MILESTONES.find((milestone) => milestone > gathered);
