import { settingsOf, smallNumbersOf } from "@/lib/catalog/settings";
import type { Db } from "@/lib/db/connection";
import { readEnv } from "@/lib/env";
import { sumOf } from "@/lib/usage/measures";
import { hideSmall, type Places } from "@/lib/usage/places";
import { groupCountryRows, groupDayRows, groupReferrerRows, journalInstitutionRows } from "@/lib/usage/sql/groups";
import type { DeskView } from "./desk-view";
import { groupOf, type Scope } from "./read-scope";

/** The tables of where readers came from, as addresses call them. */
export const PLACE_TABLES = ["countries", "sites", "institutions"] as const;
export type PlaceTable = (typeof PLACE_TABLES)[number];

/** Places of a kind, with the small ones together. */
export async function readPlaces(
  db: Db,
  scope: Scope,
  { from, to }: Pick<DeskView, "from" | "to">,
  table: PlaceTable,
): Promise<Places> {
  const least = smallNumbersOf(await settingsOf(db, scope.journal.id), readEnv());
  const group = groupOf(scope);
  switch (table) {
    case "countries":
      return hideSmall(await groupCountryRows(db, group, from, to), least);
    case "sites":
      return hideSmall(await groupReferrerRows(db, group, from, to), least);
    case "institutions":
      return hideSmall(await journalInstitutionRows(db, scope.journal.id, from, to), least);
  }
}

/** All views and downloads of these days, wherever from. */
export const allInvestigations = async (
  db: Db,
  scope: Scope,
  { from, to }: Pick<DeskView, "from" | "to">,
): Promise<number> => sumOf(await groupDayRows(db, groupOf(scope), from, to)).totalItemInvestigations;
