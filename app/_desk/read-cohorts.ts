import { MOST_LINES } from "@/app/_charts/line-marks";
import type { Day } from "@/lib/calendar/day";
import type { Journal } from "@/lib/catalog/article";
import type { Db } from "@/lib/db/connection";
import { ageLines, aligned } from "@/lib/usage/by-age";
import { groupAgeRows, journalStandingRow } from "@/lib/usage/sql/standings";

export interface Cohorts {
  ages: number[];
  lines: { label: string; year: string; values: (number | null)[] }[];
  /** The newest year's last point. */
  newest: { year: string; age: number; mean: number } | undefined;
  standing: { recordedSince: Day | null; through: Day } | undefined;
}

/** Years of publication aligned on publication day, the newest first. */
export async function readCohorts(db: Db, journal: Journal): Promise<Cohorts> {
  const standing = await journalStandingRow(db, journal.id);
  const cohorts = ageLines(await groupAgeRows(db, journal.id, "y"))
    .sort((a, b) => Number(b.key) - Number(a.key))
    .slice(0, MOST_LINES);
  const { ages, values } = aligned(
    cohorts.map(({ points }) => ({ points: points.map(({ age, mean }) => ({ age, value: mean })) })),
  );
  const last = cohorts[0]?.points.at(-1);
  return {
    ages,
    lines: cohorts.map(({ key, points }, i) => ({
      label: `${key} (${points[0]?.articles} articles)`,
      year: key,
      values: values[i] ?? [],
    })),
    newest: cohorts[0] && last && { year: cohorts[0].key, age: last.age, mean: last.mean },
    standing,
  };
}
