import { sharedDb } from "@/lib/db/shared";
import { rolledThroughRow } from "@/lib/usage/queries";
import { askedCompare } from "./asked-compare";
import { COLUMN_WORDS } from "./column-words";
import type { SearchParams } from "./desk-view";
import { refused, tableFile } from "./file-answer";
import { aboutLines } from "./lines-file";
import { readScope, type Scope } from "./read-scope";
import { nothingCounted } from "./series-answer";

/** The lines of a comparison as CSV: a row for each day or age, a column for each line. */
export async function compareAnswer(scope: Scope, search: SearchParams): Promise<Response> {
  const db = sharedDb();
  const { journal } = scope;
  const read = await readScope(db, scope, search);
  if (!read) return nothingCounted();
  const { view } = read;
  // What other days come to stands in the table of totals, not in the lines.
  const lone = { ...read, view: { ...view, beside: undefined } };
  const { compared, starts, lines, faults } = await askedCompare(db, journal, search, lone);
  if (faults.length > 0) return refused(`Not understood: ${faults.join("; ")}.`);
  const byAge = compared.align === "age";
  const measure = COLUMN_WORDS[byAge ? "totalItemInvestigations" : compared.measure].label;
  return tableFile({
    name: `compare-${journal.issn}-${byAge ? "by-age" : `${view.from}-${view.to}`}`,
    about: aboutLines(journal, {
      what: `${measure}${byAge ? ", gathered since publication" : `, by ${view.interval}`}`,
      days: byAge ? undefined : view,
      rolled: await rolledThroughRow(db),
    }),
    heading: [byAge ? "age" : "start", ...lines.map(({ label }) => label)],
    rows: starts.map((start, i) => [start, ...lines.map(({ values }) => values[i] ?? null)]),
  });
}
