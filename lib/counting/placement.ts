import { addDays, type Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { months } from "./sql/months";
import { type NamePlacement, placeByBehaviour, placeByName, userAgentRows } from "./sql/placement";

/** What a list of robots, or an operator, moved from one lane to another. */
export interface Relabelled {
  names: number;
  events: number;
  articleDays: number;
}

/** From when on a visitor is no reader; 0 switches a rule off. */
export interface BehaviourRules {
  /** Different articles within one clock minute. */
  articlesPerMinute: number;
  /** Events on one UTC day. */
  requestsPerDay: number;
}

/**
 * Places stored events by their user agents, as `placementOf` has it now, and marks what changes for a recount; complete months
 * go through the ledger. Month by month, so that no transaction is long: killed, it is simply done again. Months whose
 * events were dropped keep their figures. `within` confines it to some days, and then places anew what was placed by behaviour too.
 * Articles of the journals in `except` are left alone: those have rules of their own (lib/jobs/journal-robots.ts).
 */
export async function relabelEvents(
  db: Db,
  placementOf: (userAgent: string) => Omit<NamePlacement, "id">,
  { within, except = [] }: { within?: { from: Day; to: Day } | undefined; except?: readonly number[] } = {},
): Promise<Relabelled> {
  const ranges = await openRanges(db, within);
  const done: Relabelled = { names: 0, events: 0, articleDays: 0 };
  for await (const rows of userAgentRows(db)) {
    const names = rows.map(({ id, name }) => ({ id, ...placementOf(name) }));
    done.names += names.length;
    for (const range of ranges) {
      const { events, articleDays } = await placeByName(db, names, range, { behaviour: within !== undefined, except });
      done.events += events;
      done.articleDays += articleDays;
    }
  }
  return done;
}

/** The days whose events are there, month by month. */
export async function openRanges(db: Db, within?: { from: Day; to: Day }): Promise<{ from: Day; to: Day }[]> {
  return (await months.all(db))
    .filter(({ pruned }) => pruned === null)
    .map(({ month }) => ({ from: month, to: lastDayOf(month) }))
    .map(({ from, to }) => (within ? { from: max(from, within.from), to: min(to, within.to) } : { from, to }))
    .filter(({ from, to }) => from <= to);
}

/** Looks at days for visitors who behave as no reader does. Once found, a visitor stays a robot for that day. */
export async function labelBehaviour(
  db: Db,
  days: readonly Day[],
  rules: BehaviourRules,
  except: readonly number[] = [],
): Promise<{ visitors: number; events: number }> {
  const done = { visitors: 0, events: 0 };
  if (rules.articlesPerMinute === 0 && rules.requestsPerDay === 0) return done;
  for (const day of days) {
    const { visitors, events } = await placeByBehaviour(db, day, rules, except);
    done.visitors += visitors;
    done.events += events;
  }
  return done;
}

const max = (a: Day, b: Day): Day => (a > b ? a : b);
const min = (a: Day, b: Day): Day => (a < b ? a : b);

/** A month's first day in, its last out. */
const lastDayOf = (month: Day): Day => addDays(`${addDays(month, 31).slice(0, 7)}-01`, -1);
