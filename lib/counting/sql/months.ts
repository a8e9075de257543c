import { sql } from "drizzle-orm";
import type { TransactionSql } from "postgres";
import type { Day } from "@/lib/calendar/day";
import type { Db, Tx } from "@/lib/db/connection";
import { LOCK_SPACE } from "@/lib/db/queries";
import { type Claim, claimed } from "./claim";

/** Held shared by every recount and alone by whoever completes or prunes a month: neither sees the other half-done. */
const MONTHS_LOCK = 3;

export interface UsageMonth {
  month: Day;
  opened: Day;
  touched: Day;
  completed: string | null;
  pruned: string | null;
}

export const months = {
  /** No month is completed or pruned until the transaction ends. */
  async holdState(tx: TransactionSql): Promise<void> {
    await tx`select pg_advisory_xact_lock_shared(${LOCK_SPACE}, ${MONTHS_LOCK})`;
  },

  /** A day whose events were dropped is not counted again: that would turn it to zero. */
  async releasePruned(tx: TransactionSql, claim: Claim): Promise<void> {
    await tx`
      delete from dirty_article_days d using usage_months m
      where ${claimed(tx, claim)} and m.month = date_trunc('month', d.day)::date and m.pruned is not null`;
  },

  async all({ $client: sql }: Db): Promise<UsageMonth[]> {
    return sql<UsageMonth[]>`select month, opened, touched, completed, pruned from usage_months order by month`;
  },

  /** Completes the months that `ready` names and that have nothing waiting. Returns those completed now. */
  complete: (db: Db, ready: readonly Day[]): Promise<Day[]> => stamp(db, "completed", ready),

  /** Closes months: from now on nothing of them is recorded or counted again. Their events are dropped by `drop`, later. */
  prune: (db: Db, due: readonly Day[]): Promise<Day[]> => stamp(db, "pruned", due),

  /** Drops the events of a pruned month and what names their visitors; its figures stay. */
  async drop({ $client: sql }: Db, month: Day): Promise<void> {
    const partition = `usage_events_${month.slice(0, 7).replace("-", "_")}`;
    const inMonth = (tx: TransactionSql) => tx`
      at >= ${month}::date::timestamp at time zone 'UTC'
        and at < (${month}::date + interval '1 month')::timestamp at time zone 'UTC'`;
    await sql.begin(async (tx) => {
      await tx`set local lock_timeout = '3s'`;
      await tx`drop table if exists ${tx(partition)}`;
      await tx`delete from usage_events_default where ${inMonth(tx)}`;
      await tx`delete from early_clicks where ${inMonth(tx)}`;
      await tx`delete from dropped_days where day >= ${month}::date and day < ${month}::date + interval '1 month'`;
      await tx`
        delete from imported_lines where hour >= ${month}::date::timestamp at time zone 'UTC'
          and hour < (${month}::date + interval '1 month')::timestamp at time zone 'UTC'`;
    });
  },

  /** Pruned months whose partition is still there. */
  async pending({ $client: sql }: Db, before: Date): Promise<Day[]> {
    const rows = await sql<{ month: Day }[]>`
      select month from usage_months
      where pruned < ${before.toISOString()} and to_regclass('usage_events_' || to_char(month, 'YYYY_MM')) is not null
      order by month`;
    return rows.map(({ month }) => month);
  },
};

/** No month is completed or pruned until the transaction ends. */
export async function holdMonths(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${LOCK_SPACE}, ${MONTHS_LOCK})`);
}

/**
 * An instant, as Postgres writes it, before which nothing can be restated any more: whatever was has been, and is seen by every question from
 * now on. It waits for the recounts under way; restatements are dated after they held the months (ledger.ts).
 */
export function settledInstant({ $client: sql }: Db): Promise<string> {
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${LOCK_SPACE}, ${MONTHS_LOCK})`;
    // The ledger's instants are rounded to milliseconds.
    const [row] = await tx<{ settled: string }[]>`
      select (clock_timestamp() - interval '10 milliseconds')::text as settled`;
    if (!row) throw new Error("Postgres did not tell the time");
    return row.settled;
  });
}

/** Notes what became of months, while no recount is under way and none of them has anything waiting. */
function stamp({ $client: sql }: Db, what: "completed" | "pruned", which: readonly Day[]): Promise<Day[]> {
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${LOCK_SPACE}, ${MONTHS_LOCK})`;
    const rows = await tx<{ month: Day }[]>`
      update usage_months m set ${tx(what)} = now()
      where month::text = any(${[...which]}::text[]) and ${tx(what)} is null
        and not exists (select from dirty_article_days d where d.day >= m.month and d.day < m.month + interval '1 month')
      returning month`;
    return rows.map(({ month }) => month);
  });
}
