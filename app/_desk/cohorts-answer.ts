import { sharedDb } from "@/lib/db/shared";
import { rolledThroughRow } from "@/lib/usage/queries";
import { tableFile } from "./file-answer";
import { aboutLines } from "./lines-file";
import { readCohorts } from "./read-cohorts";
import type { Scope } from "./read-scope";

/** The lines of years of publication as CSV: a row for each age, a column for each year. */
export async function cohortsAnswer({ journal }: Scope): Promise<Response> {
  const db = sharedDb();
  const { ages, lines } = await readCohorts(db, journal);
  return tableFile({
    name: `cohorts-${journal.issn}`,
    about: aboutLines(journal, {
      what: "Views and downloads of an article since publication, the average of a year",
      days: undefined,
      rolled: await rolledThroughRow(db),
    }),
    heading: ["age", ...lines.map(({ label }) => label)],
    rows: ages.map((age, i) => [age, ...lines.map(({ values }) => values[i] ?? null)]),
  });
}
