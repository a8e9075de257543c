import type { Day } from "@/lib/calendar/day";
import { months } from "@/lib/counting/sql/months";
import type { Db } from "@/lib/db/connection";
import { lastRolledDay } from "@/lib/usage/journal-figures";
import { lookAtMonths } from "./look-at-months";
import { lookAtNetworks } from "./look-at-networks";
import { lookAtSeries } from "./look-at-series";
import type { DayPrint, Looked } from "./looked";
import type { LookedAt } from "./looked-at";
import { reconcile } from "./reconcile";
import { dayPrints } from "./sql/figures";
import { flagsOfRule, holdLook, writeReconciled } from "./sql/flags";

/** How many flags came, changed and went. */
export interface Look {
  days: number;
  raised: number;
  changed: number;
  withdrawn: number;
}

/**
 * Looks at every whole counted day that is another than when it was last looked at, by all rules, and brings the flags up to date: late,
 * twice or by two processes, they come out the same.
 */
export async function lookForFlags(db: Db, looked: Looked, now: Date): Promise<Look> {
  const done: Look = { days: 0, raised: 0, changed: 0, withdrawn: 0 };
  const through = await lastRolledDay(db);
  if (through === undefined) return done;
  const prints = new Map<number, DayPrint[]>();
  for (const print of await dayPrints(db, through)) {
    const of = prints.get(print.journalId);
    if (of) of.push(print);
    else prints.set(print.journalId, [print]);
  }
  const pruned = new Set((await months.all(db)).filter((month) => month.pruned !== null).map(({ month }) => month));
  for (const [journalId, of] of prints) {
    const days = looked.changed(journalId, of);
    if (days.length === 0) continue;
    const journal = { journalId, days, through };
    const kept = days.filter((day) => !pruned.has(`${day.slice(0, 7)}-01`));
    for (const at of [
      ...(kept.length > 0 ? [await lookAtNetworks(db, { ...journal, days: kept })] : []),
      ...(await lookAtSeries(db, journal)),
      ...(await lookAtMonths(db, journal)),
    ])
      await settle(db, journalId, at, done, now);
    done.days += days.length;
    looked.remember(journalId, of);
  }
  return done;
}

/** A journal, and the days of it that are to be looked at. */
export interface JournalDays {
  journalId: number;
  days: readonly Day[];
  /** The last whole day that is counted. */
  through: Day;
}

async function settle(db: Db, journalId: number, at: LookedAt, look: Look, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    await holdLook(tx);
    const flags = await flagsOfRule(tx, journalId, at.rule);
    const done = reconcile(flags, at.found(flags), at.inScope);
    await writeReconciled(tx, journalId, done, now);
    look.raised += done.raise.length + done.reopen.length;
    look.changed += done.update.length;
    look.withdrawn += done.withdraw.length;
  });
}
