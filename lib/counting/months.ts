import { addDays, type Day, dayOf } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { months, type UsageMonth } from "./sql/months";

/** Retries and late senders of a month's last hours are waited for. COUNTER R5.1 allows 28 days. */
const GRACE_DAYS = 2;
/** A sender who reports days late, every day, does not keep a month open for longer than this. */
const LATEST_DAYS = 14;
/** Every collector knows within this time that a month is closed; only then are its events dropped. */
const CLOSING_MS = 120_000;

/**
 * Completes every month that is over and counted: nothing of a month is reported before the whole month is processed
 * (COUNTER R5.1 §2.6 of our digest). Whatever changes it afterwards goes into the ledger. Returns the months completed.
 */
export async function completeMonths(db: Db, now: Date, counted: Date | undefined): Promise<Day[]> {
  if (!counted) return [];
  const ready = (await months.all(db)).filter((month) => isReady(month, now, counted)).map(({ month }) => month);
  return ready.length === 0 ? [] : months.complete(db, ready);
}

/** Over for two days and not written to for two days, or late writing has gone on for long enough. */
export function isReady(
  { month, opened, touched, completed }: Pick<UsageMonth, "month" | "opened" | "touched" | "completed">,
  now: Date,
  counted: Date,
): boolean {
  const today = dayOf(now);
  const graceOver = addDays(monthAfter(month, 1), GRACE_DAYS);
  if (completed !== null || today < graceOver || dayOf(counted) < graceOver) return false;
  const quiet = touched <= addDays(today, -GRACE_DAYS);
  const latest = addDays(monthAfter(month, 1), LATEST_DAYS);
  return quiet || (today >= latest && opened <= addDays(today, -LATEST_DAYS));
}

/**
 * Drops the events of complete months that are older than `keepMonths`, and were last written to longer ago than that. A month
 * is first closed and, when every collector knows, emptied: two runs of the job. Zero keeps everything.
 */
export async function pruneMonths(db: Db, now: Date, keepMonths: number): Promise<{ closed: Day[]; dropped: Day[] }> {
  const dropped = await months.pending(db, new Date(now.getTime() - CLOSING_MS));
  for (const month of dropped) await months.drop(db, month);
  if (keepMonths === 0) return { closed: [], dropped };
  const today = dayOf(now);
  const due = (await months.all(db)).filter((month) => isDue(month, today, keepMonths)).map(({ month }) => month);
  return { closed: due.length === 0 ? [] : await months.prune(db, due), dropped };
}

/** Months of the range whose events were dropped. */
export async function prunedWithin(db: Db, { from, to }: { from: Day; to: Day }): Promise<Day[]> {
  const all = await months.all(db);
  return all
    .filter(({ month, pruned }) => pruned !== null && month <= to && monthAfter(month, 1) > from)
    .map(({ month }) => month);
}

/** The months that pruning would close now. */
export async function monthsToPrune(db: Db, now: Date, keepMonths: number): Promise<Day[]> {
  if (keepMonths === 0) return [];
  return (await months.all(db)).filter((month) => isDue(month, dayOf(now), keepMonths)).map(({ month }) => month);
}

const isDue = ({ month, touched, completed, pruned }: UsageMonth, today: Day, keepMonths: number): boolean =>
  completed !== null &&
  pruned === null &&
  monthAfter(month, keepMonths + 1) <= today &&
  monthAfter(touched, keepMonths) <= today;

/** The same day of the month, that many months later; a day the month does not have is the first of the next. */
function monthAfter(day: Day, count: number): Day {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return dayOf(new Date(Date.UTC(year, month - 1 + count, date)));
}
