import { type Day, daysBetween, startOfDay } from "@/lib/calendar/day";
import type { Random } from "./random";

/** What the simulation knows of an article: how much it is read, and since when. */
export interface Popularity {
  /** Visits on an ordinary weekday long after the first interest is over. */
  base: number;
  /** The day the article went online on the simulated platform. */
  online: Day;
  /** Days on which something sent many readers. */
  spikes: ReadonlyMap<Day, number>;
}

/** Sunday to Saturday. */
const WEEKDAYS = [0.5, 1.1, 1.2, 1.18, 1.12, 0.95, 0.45];

/** Visits by readers to be expected on a day: a spike when new, a long tail after, less at weekends and in holidays. */
export function expectedVisits({ base, online, spikes }: Popularity, day: Day): number {
  const age = daysBetween(online, day);
  if (age < 0) return 0;
  // Interest falls with a power of the age and levels out at what searches bring.
  const novelty = 1 + 9 * (1 + age / 4) ** -1.1;
  return base * novelty * (WEEKDAYS[startOfDay(day).getUTCDay()] ?? 1) * season(day) * (spikes.get(day) ?? 1);
}

function season(day: Day): number {
  const monthDay = day.slice(5);
  if (monthDay >= "12-22" || monthDay <= "01-02") return 0.45;
  if (monthDay >= "07-15" && monthDay <= "08-25") return 0.75;
  return 1;
}

/** The rank-th most read of many articles, in the manner of Zipf. */
export const baseOfRank = (rank: number): number => 8.6 / (rank + 1) ** 0.72;

const HOURS = [2, 1, 1, 1, 2, 3, 5, 8, 11, 12, 12, 11, 10, 12, 13, 13, 12, 10, 9, 8, 8, 7, 5, 3];
const HOURS_SUM = HOURS.reduce((sum, weight) => sum + weight, 0);

/** A moment of the day, in ms since midnight UTC: the working hours of Europe with some of America and Asia around them. */
export function momentOfDay(random: Random): number {
  let left = random.next() * HOURS_SUM;
  const hour = HOURS.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return (Math.max(0, hour) + random.next()) * 3_600_000;
}
