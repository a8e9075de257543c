import { addDays, type Day, daysBetween } from "@/lib/calendar/day";
import type { AgeOrigin } from "@/lib/db/schema/standings";

/** Ages, in days, at which articles are compared: every day of the first month, every week of the first year, then every four weeks. */
export const AGES: readonly number[] = [
  ...Array.from({ length: 31 }, (_, age) => age),
  ...Array.from({ length: 48 }, (_, week) => 35 + 7 * week),
  ...Array.from({ length: 118 }, (_, month) => 385 + 28 * month),
];

/** Day 0 of an article, and what it is. */
export interface Beginning {
  origin: AgeOrigin;
  day: Day;
}

/**
 * Articles that the journal's record covers from publication are compared from there; older ones from their own first day on record, and
 * only with each other: a record that begins in the middle of a life says nothing of its youth. The statement of
 * lib/usage/sql/standings.ts follows the same rule, and a test holds them equal.
 */
export function beginningOf(
  { published, firstOnRecord }: { published: Day | null; firstOnRecord: Day | undefined },
  journalSince: Day,
): Beginning | undefined {
  if (published !== null && published >= journalSince) return { origin: "p", day: published };
  return firstOnRecord === undefined ? undefined : { origin: "r", day: firstOnRecord };
}

/** What was gathered by each age that the article has reached; usage before day 0 is of day 0. */
export function gatheredByAge(
  days: readonly { day: Day; totalItemInvestigations: number }[],
  beginning: Day,
  through: Day,
): { age: number; total: number }[] {
  const reached = AGES.filter((age) => addDays(beginning, age) <= through);
  const gained = days
    .filter(({ day }) => day <= through)
    .map(({ day, totalItemInvestigations }) => ({
      age: Math.max(0, daysBetween(beginning, day)),
      totalItemInvestigations,
    }))
    .sort((a, b) => a.age - b.age);
  let [total, next] = [0, 0];
  return reached.map((age) => {
    for (let one = gained[next]; one && one.age <= age; one = gained[next]) {
      total += one.totalItemInvestigations;
      next += 1;
    }
    return { age, total };
  });
}
