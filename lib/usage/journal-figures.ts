import type { Day } from "@/lib/calendar/day";
import type { Interval } from "@/lib/calendar/interval";
import { type ListedArticle, listingRows } from "@/lib/catalog/sql/listing";
import type { Db } from "@/lib/db/connection";
import { type ArticleSums, articleSums } from "./article-sums";
import type { Stand } from "./article-table";
import { type ArticleUsage, usageOf } from "./article-usage";
import { Kept } from "./kept";
import { rolledThroughRow } from "./queries";
import type { DayUsage } from "./series";
import { summedDayRows } from "./sql/articles-days";
import { firstGroupDay, type Group, groupDayRows, wholeJournal } from "./sql/groups";
import { articleStandingRows, groupedAgeStandingRows } from "./sql/standings";
import { FEWEST_ARTICLES, lastWholeDay, percentileOf } from "./standings";

/** Figures of a group over days, in the shape of an article's. */
export type GroupUsage = ArticleUsage;

/** What is asked of a group; without `from`, all since recording began. */
export interface AskedGroup {
  from: Day | undefined;
  to: Day;
  interval: Interval;
}

/** Counted usage of a journal or a group of its articles. Reads sums over articles only; uniques are item by item and add up (R5.1 §3.3.8). */
export async function groupUsage(db: Db, group: Group, asked: AskedGroup, now: Date): Promise<GroupUsage> {
  const rolled = await rolledThroughRow(db);
  const recordedSince = await firstGroupDay(db, group);
  const { to, interval } = asked;
  const from = asked.from ?? (recordedSince !== undefined && recordedSince < to ? recordedSince : to);
  return usageOf(
    await groupDayRows(db, group, from, to),
    { from, to, interval },
    { counted: rolled, recordedSince },
    now,
  );
}

/** The most articles whose days are added up when they are asked for: more take longer than a page may. */
export const MOST_ADDED_UP = 1_000;
const ADDED_MS = 60_000;

/** Counted usage of some articles of a journal together, which are no group that is summed up beforehand; of up to a minute ago. */
export async function articlesUsage(
  db: Db,
  { journalId, ids }: { journalId: number; ids: readonly number[] },
  asked: AskedGroup & { from: Day },
  now: Date,
): Promise<GroupUsage> {
  kept.footfallAddedUp ??= new Kept({ most: 24, ms: ADDED_MS });
  const { from, to, interval } = asked;
  const rolled = await rolledThroughRow(db);
  const recordedSince = await firstGroupDay(db, wholeJournal(journalId));
  const rows = await kept.footfallAddedUp.of(`${ids.join()} ${from} ${to}`, () => summedDayRows(db, ids, from, to));
  return usageOf(rows, { from, to, interval }, { counted: rolled, recordedSince }, now);
}

/** The last UTC day of which everything is in the sums over articles; undefined before the first of them. */
export async function lastRolledDay(db: Db): Promise<Day | undefined> {
  const rolled = await rolledThroughRow(db);
  return rolled && lastWholeDay(rolled);
}

const KEPT_MS = 60_000;
const kept = globalThis as {
  footfallAddedUp?: Kept<DayUsage[]>;
  footfallListings?: Kept<ListedArticle[]>;
  footfallSums?: Kept<ArticleSums>;
  footfallStands?: Kept<Map<number, Stand>>;
};

/** Every article of a journal; of up to a minute ago. */
export function listing(db: Db, journalId: number): Promise<ListedArticle[]> {
  kept.footfallListings ??= new Kept({ most: 4, ms: KEPT_MS });
  return kept.footfallListings.of(String(journalId), () => listingRows(db, journalId));
}

/** What readers did with every article of a journal; of up to a minute ago. */
export function journalSums(db: Db, journalId: number, from: Day, to: Day): Promise<ArticleSums> {
  kept.footfallSums ??= new Kept({ most: 24, ms: KEPT_MS });
  return kept.footfallSums.of(`${journalId}/${from}/${to}`, () => articleSums(db, journalId, from, to));
}

/** Where each article of a journal stands among those of its age; of up to a minute ago. Those with too few peers are left out. */
export function journalStands(db: Db, journalId: number): Promise<Map<number, Stand>> {
  kept.footfallStands ??= new Kept({ most: 4, ms: KEPT_MS });
  return kept.footfallStands.of(String(journalId), () => standsNow(db, journalId));
}

/** The same as it stands now. */
export async function standsNow(db: Db, journalId: number): Promise<Map<number, Stand>> {
  const peers = new Map(
    (await groupedAgeStandingRows(db, journalId)).map((row) => [`${row.origin}${row.age}/${row.key}`, row] as const),
  );
  return new Map(
    (await articleStandingRows(db, journalId)).flatMap(({ id, key, origin, age, total }) => {
      const group = peers.get(`${origin}${age}/${key}`);
      if (!group || group.articles < FEWEST_ARTICLES) return [];
      return [
        [id, { percentile: percentileOf(total, group.percentiles), articles: group.articles, age, key }] as const,
      ];
    }),
  );
}
