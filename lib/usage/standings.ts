import { addDays, type Day, dayOf } from "@/lib/calendar/day";
import { type PercentileGroup, settingsOf } from "@/lib/catalog/settings";
import type { Db } from "@/lib/db/connection";
import type { AgeOrigin } from "@/lib/db/schema/standings";
import { beginningOf, gatheredByAge } from "./age";
import { articleDayRows, countedThroughRow, firstRecordedDay } from "./queries";
import {
  type AgeStanding,
  ageStandingRows,
  articleKinds,
  journalStandingRow,
  journalsToStand,
  mostReadRows,
  standJournalsTogether,
} from "./sql/standings";

/** An import of old days, or a recount, is in the standings of its journal within this time. */
const STAND_AGAIN_MS = 3_600_000;
/** Articles whose days are read in one go: the more, the fewer readings; the fewer, the less memory of the database. */
const ARTICLES_TOGETHER = 25_000;
export const MOST_READ_DAYS = 90;
/** A percentile among fewer is an anecdote. */
export const FEWEST_ARTICLES = 20;

/**
 * Works out anew what is not of the last whole counted day, is older than an hour, or of usage that was placed elsewhere since. Returns how
 * many journals that were.
 */
export async function standJournals(db: Db, now: Date): Promise<number> {
  const counted = await countedThroughRow(db);
  if (!counted) return 0;
  const through = lastWholeDay(counted);
  const due = await journalsToStand(db, through, new Date(now.getTime() - STAND_AGAIN_MS));
  let stood = 0;
  for (const ids of together(due))
    stood += await standJournalsTogether(
      db,
      ids,
      { through, mostReadDays: MOST_READ_DAYS, fewest: FEWEST_ARTICLES },
      now,
    );
  return stood;
}

/** Journals to be worked out in one reading: as many as do not have more articles together, and each at least alone. */
function together(due: readonly { id: number; articles: number }[]): number[][] {
  const groups: number[][] = [];
  let room = 0;
  for (const { id, articles } of due) {
    if (articles > room) {
      groups.push([]);
      room = ARTICLES_TOGETHER;
    }
    groups.at(-1)?.push(id);
    room -= articles;
  }
  return groups;
}

/** The last UTC day of which everything acknowledged is counted. */
export const lastWholeDay = (counted: Date): Day => addDays(dayOf(counted), -1);

/** An article at an age beside the articles of its journal that have reached it. */
export interface Comparison {
  age: number;
  total: number;
  tenth: number;
  median: number;
  ninetieth: number;
  articles: number;
  /** The percentage of them that had gathered no more. */
  percentile: number;
}

/** The articles one is compared with: all of its journal, or those of its type or section. */
export interface Peers {
  of: PercentileGroup;
  /** The type or section; empty for the journal. */
  name: string;
}

export type Standing =
  | {
      kind: "compared";
      origin: AgeOrigin;
      day: Day;
      through: Day;
      points: Comparison[];
      peers: Peers;
      /** The type or section that has too few articles for a comparison, so that it is with all of the journal. */
      tooFew: Peers | undefined;
    }
  /** Why there is nothing to compare. */
  | { kind: "unknown" | "young" | "few" };

/** The article's cumulative Total_Item_Investigations by age, on those of its peers. Whole days only. */
export async function articleStanding(
  db: Db,
  { id, published, journal }: { id: number; published: Day | null; journal: { id: number } },
  fewest = FEWEST_ARTICLES,
): Promise<Standing> {
  const standing = await journalStandingRow(db, journal.id);
  if (!standing?.recordedSince) return { kind: "unknown" };
  const { recordedSince, through, asSet } = standing;
  const beginning = beginningOf({ published, firstOnRecord: await firstRecordedDay(db, id) }, recordedSince);
  if (!beginning) return { kind: "unknown" };
  const { origin, day } = beginning;
  if (day > through) return { kind: "young" };
  const days = await articleDayRows(db, id, recordedSince, through);
  const own = gatheredByAge(days, day, through);
  const oldest = own.at(-1)?.age ?? 0;
  // Groups that were set since are not worked out yet: meanwhile all articles are what there is to compare with.
  const asked = asSet ? await peersOf(db, id, journal.id) : ALL;
  const compared = async ({ name }: Peers) =>
    comparisons(own, await ageStandingRows(db, journal.id, origin, oldest, name), fewest);
  const among = asked.name === "" ? [] : await compared(asked);
  const points = among.length > 0 ? among : await compared(ALL);
  if (points.length === 0) return { kind: "few" };
  const [peers, tooFew] = among.length > 0 ? [asked, undefined] : [ALL, asked.name === "" ? undefined : asked];
  return { kind: "compared", origin, day, through, points, peers, tooFew };
}

const ALL: Peers = { of: "journal", name: "" };

/** Whom the journal's settings say an article is compared with. One without a type or section is compared with all. */
async function peersOf(db: Db, articleId: number, journalId: number): Promise<Peers> {
  const { percentiles: of } = await settingsOf(db, journalId);
  if (of === "journal") return ALL;
  const name = (await articleKinds(db, articleId))[of];
  return name === null || name === "" ? ALL : { of, name };
}

function comparisons(
  own: readonly { age: number; total: number }[],
  rows: readonly AgeStanding[],
  fewest: number,
): Comparison[] {
  const byAge = new Map(rows.map((row) => [row.age, row]));
  return own.flatMap(({ age, total }): Comparison[] => {
    const peers = byAge.get(age);
    if (!peers || peers.articles < fewest) return [];
    const { articles, percentiles } = peers;
    const [tenth = 0, median = 0, ninetieth = 0] = [percentiles[10], percentiles[50], percentiles[90]];
    return [{ age, total, tenth, median, ninetieth, articles, percentile: percentileOf(total, percentiles) }];
  });
}

/** The highest percentile that a figure reaches, of the 0th to the 100th. */
export function percentileOf(figure: number, percentiles: readonly number[]): number {
  const above = percentiles.findIndex((cut) => cut > figure);
  return above === -1 ? 100 : Math.max(0, above - 1);
}

/** The rule, and what it gives; undefined before standings are worked out. */
export interface MostReadList {
  from: Day;
  through: Day;
  articles: { articleId: number; totalItemRequests: number }[];
}

/** A journal's articles by Total_Item_Requests of readers in the ninety days up to the last whole counted day. */
export async function mostRead(db: Db, journalId: number, limit: number): Promise<MostReadList | undefined> {
  const standing = await journalStandingRow(db, journalId);
  if (!standing) return undefined;
  const from = addDays(standing.through, 1 - MOST_READ_DAYS);
  return { from, through: standing.through, articles: await mostReadRows(db, journalId, limit) };
}
