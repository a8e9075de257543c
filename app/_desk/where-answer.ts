import { wholeMonths } from "@/lib/calendar/month";
import { sharedDb } from "@/lib/db/shared";
import { rolledThroughRow } from "@/lib/usage/queries";
import { countryWords } from "@/lib/usage/words";
import { oneOf, type SearchParams } from "./desk-view";
import { refused, tableFile } from "./file-answer";
import { nothingHere } from "./journal-form";
import { aboutLines } from "./lines-file";
import { readScope, type Scope } from "./read-scope";
import { PLACE_TABLES, readPlaces } from "./read-where";
import { nothingCounted } from "./series-answer";

const HEADINGS = { countries: ["code", "country"], sites: ["site"], institutions: ["institution"] } as const;

/**
 * One of the tables of where readers came from as CSV; `institutions` is not there for those who may not know. For those who are nobody's
 * people it is by whole months (`wholeMonths`).
 */
export async function whereAnswer(
  scope: Scope,
  search: SearchParams,
  { institutions, byMonth = false }: { institutions: boolean; byMonth?: boolean },
): Promise<Response> {
  const db = sharedDb();
  const { journal } = scope;
  const asked = oneOf(search, "table") ?? "countries";
  const table = PLACE_TABLES.find((one) => one === asked);
  if (!table) return refused(`table must be one of ${PLACE_TABLES.join(", ")}.`);
  if (table === "institutions" && !institutions) return nothingHere();
  const read = await readScope(db, scope, search);
  if (!read) return nothingCounted();
  if (read.faults.length > 0) return refused(`Not understood in the address: ${read.faults.join("; ")}.`);
  const view = byMonth ? wholeMonths(read.view, read.through) : read.view;
  const { named, hidden } = await readPlaces(db, scope, view, table);
  const cells = (place: string) => (table === "countries" ? [place, countryWords(place)] : [place]);
  const together = `${hidden.places} more, ${hidden.taken ? "told together" : "too few each to be told"}`;
  return tableFile({
    name: `${table}-${journal.issn}-${view.from}-${view.to}`,
    about: aboutLines(journal, { what: `By ${table}`, days: view, rolled: await rolledThroughRow(db) }),
    heading: [...HEADINGS[table], "totalItemInvestigations", "totalItemRequests"],
    rows: [
      ...named.map((row) => [...cells(row.place), row.totalItemInvestigations, row.totalItemRequests ?? null]),
      ...(hidden.places > 0
        ? [
            [
              ...(table === "countries" ? ["", together] : [together]),
              hidden.totalItemInvestigations,
              hidden.totalItemRequests ?? null,
            ],
          ]
        : []),
    ],
  });
}
