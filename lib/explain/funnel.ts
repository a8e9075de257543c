import { addDays, type Day } from "@/lib/calendar/day";
import { TALLIED_REASON_CODES, type TalliedReason } from "@/lib/collector/classify";
import { LANE_REASON_CODES, type LaneReason } from "@/lib/collector/robots";
import { LANE_CODES, type Lane } from "@/lib/counter/attributes";
import { wordOf } from "@/lib/counter/codes";
import type { ItemUsage } from "@/lib/counter/item-usage";
import { type ArticleDays, funnelRows } from "@/lib/counting/sql/funnel";
import type { Db } from "@/lib/db/connection";
import { faultCode } from "@/lib/db/faults";
import { articleDayRows } from "@/lib/usage/queries";

/**
 * How an article's figures came about, from requests to counted. `recorded` − `robots` − `doubleClicks` is all that `counted` holds;
 * what was never recorded stands before it, as far as it was tallied.
 */
export interface Funnel {
  from: Day;
  to: Day;
  dropped: { since: Day; requests: { reason: TalliedReason; requests: number }[]; total: number };
  recorded: number;
  robots: { lane: Exclude<Lane, "reader">; reason: LaneReason; requests: number }[];
  /** Of readers, those of approved mining among them. */
  readers: { requests: number; mining: number };
  doubleClicks: number;
  counted: ItemUsage;
  /** All that was counted, under whatever name. */
  total: number;
  /** Whether every other figure of Footfall says the same at this moment. */
  agreement: Agreement;
}

export type Agreement =
  | { kind: "same" }
  /** So many requests wait to be counted: they are in this funnel, and in other figures within seconds. */
  | { kind: "waiting"; requests: number }
  /** Days whose figures are worked out again, as a list of robots changed or a later click took an earlier one's place. */
  | { kind: "recounting"; days: number }
  | { kind: "different" };

export type AskedFunnel =
  | { kind: "funnel"; funnel: Funnel; pruned: Pruned | undefined }
  /** Nothing is left of the whole range but its figures. */
  | { kind: "pruned"; pruned: Pruned }
  /** There is more of it than a page may ask the database for. */
  | { kind: "too_much" };

/** Months whose requests were dropped, and what the figures of their days in the range are. */
export interface Pruned {
  months: Day[];
  totalItemInvestigations: number;
  totalItemRequests: number;
}

const TOO_LONG = "57014";

/** The funnel of an article's days, both included, read from its events in one moment. */
export async function articleFunnel(db: Db, days: ArticleDays): Promise<AskedFunnel> {
  let rows: Awaited<ReturnType<typeof funnelRows>>;
  try {
    rows = await funnelRows(db, days);
  } catch (fault) {
    if (faultCode(fault) === TOO_LONG) return { kind: "too_much" };
    throw fault;
  }
  const pruned = rows.pruned.length > 0 ? await prunedOf(db, days, rows.pruned) : undefined;
  if (pruned && isWholly(days, rows.pruned)) return { kind: "pruned", pruned };
  const { counted, published, marked } = rows;
  const recorded = sumOf(rows.recorded);
  const robots = rows.recorded.flatMap(({ lane, reason, requests }) => {
    const named = wordOf(LANE_CODES, lane);
    return named === "reader" ? [] : [{ lane: named, reason: wordOf(LANE_REASON_CODES, reason), requests }];
  });
  const ofReaders = rows.recorded.filter(({ lane }) => lane === LANE_CODES.reader);
  const readers = sumOf(ofReaders);
  const total = totalOf(counted);
  const dropped = rows.dropped.map(({ reason, requests }) => ({
    reason: wordOf(TALLIED_REASON_CODES, reason),
    requests,
  }));
  return {
    kind: "funnel",
    pruned,
    funnel: {
      from: days.from,
      to: days.to,
      dropped: { since: rows.droppedSince, requests: dropped, total: sumOf(dropped) },
      recorded,
      robots,
      readers: {
        requests: readers,
        mining: sumOf(ofReaders.filter(({ reason }) => reason === LANE_REASON_CODES.approved_tdm)),
      },
      doubleClicks: readers - total,
      counted,
      total,
      agreement: agreementOf(counted, published, marked),
    },
  };
}

/** All that is counted under any name: each access is in one of these and in no other. */
export const totalOf = (usage: ItemUsage): number =>
  usage.totalItemInvestigations + usage.noLicense + usage.limitExceeded + usage.searchesPlatform;

function agreementOf(counted: ItemUsage, published: ItemUsage, marked: number): Agreement {
  const same = (Object.keys(counted) as (keyof ItemUsage)[]).every((figure) => counted[figure] === published[figure]);
  if (same) return { kind: "same" };
  if (marked === 0) return { kind: "different" };
  const requests = totalOf(counted) - totalOf(published);
  return requests > 0 ? { kind: "waiting", requests } : { kind: "recounting", days: marked };
}

async function prunedOf(db: Db, { articleId, from, to }: ArticleDays, months: Day[]): Promise<Pruned> {
  const gone = new Set(months.map((month) => month.slice(0, 7)));
  const rows = (await articleDayRows(db, articleId, from, to)).filter(({ day }) => gone.has(day.slice(0, 7)));
  return {
    months,
    totalItemInvestigations: rows.reduce((sum, row) => sum + row.totalItemInvestigations, 0),
    totalItemRequests: rows.reduce((sum, row) => sum + row.totalItemRequests, 0),
  };
}

function isWholly({ from, to }: ArticleDays, months: readonly Day[]): boolean {
  for (let day = from; day <= to; day = addDays(day, 1)) if (!months.includes(`${day.slice(0, 7)}-01`)) return false;
  return true;
}

const sumOf = (rows: readonly { requests: number }[]): number => rows.reduce((sum, { requests }) => sum + requests, 0);
