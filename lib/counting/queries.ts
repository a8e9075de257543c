import { randomUUID } from "node:crypto";
import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { LOCK_SPACE } from "@/lib/db/queries";
import type { RestatementReason } from "./reason";
import { type Claim, claimMarks, releaseClaimed } from "./sql/claim";
import { countClaimed, uncountClaimed } from "./sql/count";
import { ledgerAfter, ledgerBefore } from "./sql/ledger";
import { months } from "./sql/months";

/** Advisory locks of our space: one for each stripe, from here on. */
const STRIPE_LOCKS = 100;

/** The dirty work in sight: how many marks of which days. `seen` is a moment before the look. */
export async function dirtyDays({ $client: sql }: Db): Promise<{ seen: Date; days: { day: Day; marks: number }[] }> {
  const [clock] = await sql<{ now: string }[]>`select clock_timestamp() as now`;
  const days = await sql<{ day: Day; marks: number }[]>`
    select day, count(*)::int as marks from dirty_article_days group by 1 order by 1`;
  if (!clock) throw new Error("Postgres did not tell the time");
  return { seen: new Date(clock.now), days };
}

/** What one recount takes on: articles of some stripes, days from and to, both included. */
export interface Work {
  stripes: readonly number[];
  from: Day;
  to: Day;
}

/**
 * Recounts every dirty article-day of the work, in stripes that no other counter holds, whole, and replaces its rows: one
 * transaction, so that a counter killed half-way leaves the marks and the old figures as they were.
 * The lock comes before the claim and the claim before the count, each with a newer snapshot: whoever counts a stripe later
 * sees at least what an earlier one saw. `whole` says that no stripe was in another counter's hands.
 * Changes of complete months go into the ledger; days whose events were dropped keep their figures.
 */
export async function recount(
  { $client: sql }: Db,
  { stripes, from, to }: Work,
  method: string,
): Promise<{ days: number; whole: boolean }> {
  return sql.begin(async (tx) => {
    // A group of busy days is sorted in memory; compiling the statement would take longer than running it.
    await tx`set local work_mem = '64MB'`;
    await tx`set local jit = off`;
    // An article-day is found by one index; the one of instants beside it, which statistics may favour, doubles the time.
    await tx`set local enable_bitmapscan = off`;
    await months.holdState(tx);
    const held = await tx<{ stripe: number }[]>`
      select s as stripe from unnest(${[...stripes]}::int[]) s
      where pg_try_advisory_xact_lock(${LOCK_SPACE}, ${STRIPE_LOCKS} + s)`;
    const whole = held.length === stripes.length;
    if (held.length === 0) return { days: 0, whole };
    const claim: Claim = { id: randomUUID(), stripes: held.map(({ stripe }) => stripe), from, to };
    if ((await claimMarks(tx, claim)) === 0) return { days: 0, whole };
    await months.releasePruned(tx, claim);
    const restates = await ledgerBefore(tx, claim);
    await uncountClaimed(tx, claim);
    const days = await countClaimed(tx, claim, method);
    if (restates) await ledgerAfter(tx, claim, method);
    await releaseClaimed(tx, claim);
    return { days, whole };
  });
}

/**
 * Moves "counted through" on, never back, as several counters may say so in any order; unless it lies in the future, where only
 * a clock that was wrong can have put it.
 */
export async function advanceCountedThrough({ $client: sql }: Db, to: Date): Promise<void> {
  await sql`
    update counting_state set counted_through = case
      when counted_through > clock_timestamp() then ${to.toISOString()}::timestamptz
      else greatest(counted_through, ${to.toISOString()}::timestamptz) end`;
}

/** Marks article-days for a recount: every day with events in the range, of one article or of all. */
export async function markDirty(
  { $client: sql }: Db,
  range: { from: Day; to: Day },
  articleId?: number,
  reason: RestatementReason = "o",
): Promise<number> {
  const { count } = await sql`
    insert into dirty_article_days (article_id, day, reason)
    select distinct article_id, (at at time zone 'UTC')::date, ${reason}::"char" from usage_events
    where at >= ${range.from}::date::timestamp at time zone 'UTC'
      and at < (${range.to}::date + 1)::timestamp at time zone 'UTC'
      and (${articleId ?? null}::int is null or article_id = ${articleId ?? null}::int)`;
  return count;
}
