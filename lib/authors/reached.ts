import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { countedThroughRow } from "@/lib/usage/queries";
import { type Milestone, milestonesOf, settledThrough } from "./milestones";
import { gatheredRows } from "./sql/figures";
import { ownArticleRows } from "./sql/own";

export interface Reached extends Milestone {
  articleId: number;
}

/** Every milestone that somebody's articles have reached, by what is counted whole and has settled. */
export async function reachedMilestones(db: Db, personId: number): Promise<Reached[]> {
  const counted = await countedThroughRow(db);
  if (!counted) return [];
  const articles = await ownArticleRows(db, personId);
  return reachedOf(
    db,
    articles.map(({ id }) => id),
    settledThrough(counted),
  );
}

export async function reachedOf(db: Db, ids: readonly number[], through: Day): Promise<Reached[]> {
  if (ids.length === 0) return [];
  const days = new Map<number, { day: Day; total: number }[]>();
  for (const { id, day, total } of await gatheredRows(db, ids, through)) {
    const own = days.get(id);
    if (own) own.push({ day, total });
    else days.set(id, [{ day, total }]);
  }
  return [...days].flatMap(([articleId, own]) => milestonesOf(own, through).map((one) => ({ articleId, ...one })));
}
