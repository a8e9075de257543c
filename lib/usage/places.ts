import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { countryRows, type PlaceRow, referrerRows } from "./sql/places";

/** Usage by place, with the places told apart that are large enough to hide single readers. */
export interface Places {
  named: Place[];
  /** All others together: how many they are, whether one that is not small is among them, and their figures. */
  hidden: Omit<Place, "place"> & { places: number; taken: boolean };
}

/** Undefined for requests that are too few to be told. */
export type Place = Omit<PlaceRow, "totalItemRequests"> & { totalItemRequests: number | undefined };

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

/** Rows are the most first. A place that would tell a small one elsewhere (`telling`) is hidden as if it were small itself. */
export function hideSmall(
  rows: readonly PlaceRow[],
  least: number,
  telling: (place: string) => boolean = () => false,
): Places {
  const told = rows.filter((row) => row.totalItemInvestigations >= least && !telling(row.place));
  if (rows.length - told.length === 1) told.pop();
  const kept = new Set(told);
  const hidden = rows.filter((row) => !kept.has(row));
  const requests = (count: number) => (count > 0 && count < least ? undefined : count);
  const sum = (measure: "totalItemInvestigations" | "totalItemRequests") =>
    hidden.reduce((total, row) => total + row[measure], 0);
  return {
    named: told.map((row) => ({ ...row, totalItemRequests: requests(row.totalItemRequests) })),
    hidden: {
      places: hidden.length,
      taken: (hidden[0]?.totalItemInvestigations ?? 0) >= least,
      totalItemInvestigations: sum("totalItemInvestigations"),
      totalItemRequests: requests(sum("totalItemRequests")),
    },
  };
}

/**
 * Several articles' places together, where each article's own are told besides, small ones of it by its `least` aside: a place is hidden
 * as well where what is told of the articles leaves a small rest.
 */
export function hideSmallTogether(
  rows: readonly (PlaceRow & { id: number })[],
  leastOf: (id: number) => number,
): Places {
  const sums = new Map<string, PlaceRow>();
  const untold = new Map<string, number>();
  const least = Math.max(0, ...rows.map(({ id }) => leastOf(id)));
  for (const id of new Set(rows.map((row) => row.id))) {
    const own = rows.filter((row) => row.id === id);
    for (const { place, totalItemInvestigations, totalItemRequests } of own) {
      const sum = sums.get(place);
      sums.set(place, {
        place,
        totalItemInvestigations: totalItemInvestigations + (sum?.totalItemInvestigations ?? 0),
        totalItemRequests: totalItemRequests + (sum?.totalItemRequests ?? 0),
      });
    }
    const told = new Set(hideSmall(own, leastOf(id)).named.map(({ place }) => place));
    for (const { place, totalItemInvestigations } of own)
      if (!told.has(place)) untold.set(place, totalItemInvestigations + (untold.get(place) ?? 0));
  }
  const most = [...sums.values()].sort((a, b) => b.totalItemInvestigations - a.totalItemInvestigations);
  return hideSmall(most, least, (place) => (untold.get(place) ?? least) < least);
}
