import { type DeskView, parseDeskView, type SearchParams } from "@/app/_desk/desk-view";
import { firstOwnDay } from "@/lib/authors/sql/figures";
import type { Day } from "@/lib/calendar/day";
import type { Preset } from "@/lib/calendar/preset";
import { sharedDb } from "@/lib/db/shared";
import { countedThroughRow } from "@/lib/usage/queries";
import { lastWholeDay } from "@/lib/usage/standings";

export interface OwnView {
  counted: Date;
  /** The last whole day that is counted. */
  through: Day;
  since: Day | undefined;
  view: DeskView;
  faults: string[];
}

/** Which days there are of some articles, and which the address asks for; undefined before anything was counted. */
export async function readOwn(
  ids: readonly number[],
  search: SearchParams,
  usual?: Preset,
): Promise<OwnView | undefined> {
  const db = sharedDb();
  const counted = await countedThroughRow(db);
  if (!counted) return undefined;
  const through = lastWholeDay(counted);
  const since = await firstOwnDay(db, ids);
  return { counted, through, since, ...parseDeskView(search, { since, through, ...(usual ? { usual } : {}) }) };
}
