import type { GroupAge } from "./sql/standings";

/** What an article of a group had gathered on average by each age, and of how many that is the average. */
export interface AgeLine {
  key: string;
  points: { age: number; mean: number; articles: number }[];
}

/** The fewest articles that an average is told of. */
export const FEWEST_IN_A_COHORT = 5;

/**
 * Groups aligned on publication day. A line ends where fewer than half of the group have arrived, or fewer than five: what is left then are
 * the oldest, and the line would leap with each that drops out.
 */
export function ageLines(rows: readonly GroupAge[]): AgeLine[] {
  const groups = new Map<string, GroupAge[]>();
  for (const row of rows) {
    const group = groups.get(row.key);
    if (group) group.push(row);
    else groups.set(row.key, [row]);
  }
  return [...groups].flatMap(([key, group]): AgeLine[] => {
    const ages = group.toSorted((a, b) => a.age - b.age);
    const all = ages[0]?.articles ?? 0;
    const end = ages.findIndex(({ articles }) => articles < FEWEST_IN_A_COHORT || articles * 2 < all);
    const told = end === -1 ? ages : ages.slice(0, end);
    if (told.length === 0) return [];
    return [{ key, points: told.map(({ age, articles, total }) => ({ age, articles, mean: total / articles })) }];
  });
}

/** The ages any line has, ascending, and each line's value at each; null where it has none. */
export function aligned(lines: readonly { points: readonly { age: number; value: number }[] }[]): {
  ages: number[];
  values: (number | null)[][];
} {
  const ages = [...new Set(lines.flatMap(({ points }) => points.map(({ age }) => age)))].sort((a, b) => a - b);
  return {
    ages,
    values: lines.map(({ points }) => {
      const byAge = new Map(points.map(({ age, value }) => [age, value]));
      return ages.map((age) => byAge.get(age) ?? null);
    }),
  };
}
