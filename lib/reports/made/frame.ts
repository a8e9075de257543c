import { type Range, rangeBefore } from "@/lib/calendar/comparison";
import type { Day } from "@/lib/calendar/day";
import type { Journal } from "@/lib/catalog/article";
import { journalById } from "@/lib/catalog/sql/journals";
import { METHOD_VERSION } from "@/lib/counter/count-day";
import type { Db } from "@/lib/db/connection";
import { countedThroughOf } from "@/lib/usage/article-usage";
import { rolledThroughRow } from "@/lib/usage/queries";
import { firstGroupDay, type Group } from "@/lib/usage/sql/groups";
import { lastWholeDay } from "@/lib/usage/standings";
import type { Content } from "./content";
import type { At } from "./format";

/** What every report of a journal begins with: how far its figures go, and what they may be set beside. */
export interface Frame {
  journal: Journal;
  period: Range;
  /** The days before, where the record reaches over them and the period is whole: half a month is no fall. */
  before: Range | undefined;
  /** The first day on record. */
  since: Day | undefined;
  /** The last whole day that is counted. */
  through: Day | undefined;
  countedThrough: string | null;
  provisional: boolean;
}

/** Of a group of articles; throws where the journal is gone. */
export async function readFrame(db: Db, group: Group, { period, provisional = false }: At): Promise<Frame> {
  const journal = await theJournal(db, group.journalId);
  const rolled = await rolledThroughRow(db);
  const since = await firstGroupDay(db, group);
  return { journal, period, ...reachOf(period, { counted: rolled, since, provisional }) };
}

export async function theJournal(db: Db, id: number): Promise<Journal> {
  const journal = await journalById(db, id);
  if (!journal) throw new Error(`the journal ${id} of a report is not there any more`);
  return journal;
}

/** How far a period is counted, and what it may be set beside. */
export function reachOf(
  period: Range,
  { counted, since, provisional }: { counted: Date | undefined; since: Day | undefined; provisional: boolean },
): Pick<Frame, "before" | "since" | "through" | "countedThrough" | "provisional"> {
  const countedThrough = counted ? countedThroughOf(period.to, counted) : null;
  const whole = countedThrough !== null && countedThrough >= `${period.to}T23:59:59Z`;
  const before = rangeBefore(period);
  return {
    before: whole && since !== undefined && since <= before.from ? before : undefined,
    since,
    through: counted && lastWholeDay(counted),
    countedThrough,
    provisional: provisional || !whole,
  };
}

export const framed = ({ journal, period, before, countedThrough, provisional }: Frame) =>
  ({
    ...{ journal, period, countedThrough, provisional, methodVersion: METHOD_VERSION },
    ...(before && { before }),
    scope: journal.abbreviation,
  }) satisfies Partial<Content>;
