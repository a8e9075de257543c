import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { countryRows, type PlaceRow, referrerRows } from "./sql/places";

/** Usage by place, with the places told apart that are large enough to hide single readers. */
export interface Places {
  named: PlaceRow[];
  /** All others together: how many they are, and their figures. */
  hidden: Omit<PlaceRow, "place"> & { places: number };
}

export interface WhereFrom {
  countries: Places;
  referrers: Places;
}

/**
 * Where an article's readers were and which sites led them to it. A place of fewer investigations than `least` is told together with
 * others; a single such place takes the next smallest along, as otherwise the total would tell it.
 */
export async function whereFrom(
  db: Db,
  articleId: number,
  { from, to, least }: { from: Day; to: Day; least: number },
): Promise<WhereFrom> {
  const [countries, referrers] = await Promise.all([
    countryRows(db, articleId, from, to),
    referrerRows(db, articleId, from, to),
  ]);
  return { countries: hideSmall(countries, least), referrers: hideSmall(referrers, least) };
}

/** Rows are the most first. */
export function hideSmall(rows: readonly PlaceRow[], least: number): Places {
  const small = rows.findIndex(({ totalItemInvestigations }) => totalItemInvestigations < least);
  const alone = small !== -1 && small === rows.length - 1;
  const shown = small === -1 ? rows.length : Math.max(0, alone ? small - 1 : small);
  const hidden = rows.slice(shown);
  const sum = (measure: "totalItemInvestigations" | "totalItemRequests") =>
    hidden.reduce((total, row) => total + row[measure], 0);
  return {
    named: rows.slice(0, shown),
    hidden: {
      places: hidden.length,
      totalItemInvestigations: sum("totalItemInvestigations"),
      totalItemRequests: sum("totalItemRequests"),
    },
  };
}
