import { addDays, type Day, daysBetween } from "@/lib/calendar/day";
import { intervalStarts } from "@/lib/calendar/interval";
import type { Db } from "@/lib/db/connection";
import { firstGroupDay, groupDayRows, wholeJournal } from "@/lib/usage/sql/groups";
import { type Finding, SIBLINGS } from "./evidence";
import { FLAT_MEAN, flatRuns } from "./flat";
import type { JournalDays } from "./look";
import type { LookedAt } from "./looked-at";
import { busyArticles, type SeriesRow, seriesRows } from "./sql/figures";
import { flagsOfRule } from "./sql/flags";
import { BEFORE, type SiblingDay, type StalledRun, stalledRuns } from "./stalled";

/** A flat run of two weeks has at least half of its usage in one month. */
const LEAST_OF_MONTH = FLAT_MEAN * 7;
const TOGETHER = 100;
/** How far back an article is looked at from the first day that changed; one with a flag, or a run that begins there, as a whole. */
const BACK = 120;

/** Looks at the days of articles with enough usage in a row, and of the journal as a whole. */
export async function lookAtSeries(db: Db, { journalId, days, through }: JournalDays): Promise<LookedAt[]> {
  const from = addDays(days[0] ?? through, -31);
  const flags = [...(await flagsOfRule(db, journalId, "flat")), ...(await flagsOfRule(db, journalId, "stalled"))];
  const flagged = flags.flatMap(({ articleId }) => (articleId === null ? [] : [articleId]));
  const busy = await busyArticles(db, journalId, { from, to: through }, LEAST_OF_MONTH);
  const articles = [...new Set([...busy, ...flagged])];
  const whole = await stalledJournal(db, journalId, through);
  const flat: Finding[] = [];
  const stalled: Finding[] = whole.map((run) => ({ articleId: null, ...run }));
  const known = new Set(flagged);
  const since = addDays(days[0] ?? through, -BACK);
  const daysFrom = daysUpTo(through);
  const lookAt = async (some: readonly number[], from: Day | undefined): Promise<number[]> => {
    const longer: number[] = [];
    for (const [articleId, of] of byArticle(await seriesRows(db, some, { from, through }))) {
      const series = completed(of, daysFrom);
      const even = flatRuns(series);
      if (from !== undefined && even.some((run) => run.from === series[0]?.day)) {
        longer.push(articleId);
        continue;
      }
      flat.push(...even.map((run) => ({ articleId, ...run })));
      // What a measure usually is must be seen as far back as the rule asks.
      const seen = from === undefined ? "" : addDays(from, BEFORE);
      const own = stalledRuns(series).filter((run) => run.from >= seen && !whole.some((all) => isWithin(run, all)));
      stalled.push(...own.map((run) => ({ articleId, ...run })));
    }
    return longer;
  };
  const recent = articles.filter((id) => !known.has(id));
  const longer = [...flagged];
  for (let first = 0; first < recent.length; first += TOGETHER)
    longer.push(...(await lookAt(recent.slice(first, first + TOGETHER), since)));
  const all = [...new Set(longer)];
  for (let first = 0; first < all.length; first += TOGETHER)
    await lookAt(all.slice(first, first + TOGETHER), undefined);
  const lookedAt = new Set<number | null>(articles).add(null);
  const inScope: LookedAt["inScope"] = ({ articleId }) => lookedAt.has(articleId);
  // Of one first day there is one flag, though two measures may have stopped on it.
  return [
    { rule: "flat", found: () => flat, inScope },
    { rule: "stalled", found: () => firstOfEach(stalled), inScope },
  ];
}

/** Measures of the whole journal that stand still while their siblings move. */
export async function stalledJournal(db: Db, journalId: number, through: Day): Promise<StalledRun[]> {
  const group = wholeJournal(journalId);
  const since = await firstGroupDay(db, group);
  if (since === undefined) return [];
  return stalledRuns(completed(await groupDayRows(db, group, since, through), daysUpTo(through)));
}

/** What is so of the whole journal is not told of each of its articles. */
const isWithin = (run: StalledRun, all: StalledRun): boolean =>
  run.evidence.measure === all.evidence.measure && run.from <= all.to && all.from <= run.to;

function firstOfEach(found: readonly Finding[]): Finding[] {
  const each = new Map<string, Finding>();
  for (const one of found) {
    const key = `${one.articleId} ${one.from}`;
    if (!each.has(key)) each.set(key, one);
  }
  return [...each.values()];
}

function byArticle(rows: readonly SeriesRow[]): Map<number, SeriesRow[]> {
  const of = new Map<number, SeriesRow[]>();
  for (const row of rows) {
    const own = of.get(row.articleId);
    if (own) own.push(row);
    else of.set(row.articleId, [row]);
  }
  return of;
}

/** The days from any first one to a last one: each is worked out once for all series, which took longer than judging them. */
export function daysUpTo(through: Day): (first: Day) => readonly Day[] {
  let known: Day[] = [];
  return (first) => {
    if (first > through) return [];
    if (known[0] === undefined || first < known[0]) known = intervalStarts("day", first, through);
    return known.slice(daysBetween(known[0] ?? first, first));
  };
}

/** A point for every day from the first on record to the last whole one. */
function completed<R extends SiblingDay>(
  rows: readonly R[],
  daysFrom: (first: Day) => readonly Day[],
): (SiblingDay & { usage: number })[] {
  const [first] = rows;
  if (!first) return [];
  const byDay = new Map(rows.map((row) => [row.day, row]));
  return daysFrom(first.day).map((day) => {
    const row = byDay.get(day);
    const figures = { abstractViews: 0, fullTextViews: 0, pdfDownloads: 0 };
    for (const one of SIBLINGS) figures[one] = row?.[one] ?? 0;
    const usage = row && "usage" in row && typeof row.usage === "number" ? row.usage : 0;
    return { day, usage, ...figures };
  });
}
