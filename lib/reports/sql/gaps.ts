import { sql } from "drizzle-orm";
import type { Day } from "@/lib/calendar/day";
import type { Db, Tx } from "@/lib/db/connection";

export interface UsageGap {
  id: number;
  /** Both ends are included. */
  first: Day;
  last: Day;
  reason: string;
}

/** The gaps that touch some days, or all of them, in their order. */
export async function gapRows(
  { $client: sql }: Db,
  { from, to }: { from: Day; to: Day } = { from: "0001-01-01", to: "9999-12-31" },
): Promise<UsageGap[]> {
  return sql<UsageGap[]>`
    select id, first_day::text as first, last_day::text as last, reason from usage_gaps
    where first_day <= ${to}::date and last_day >= ${from}::date order by first_day, last_day, id`;
}

export async function insertGap(tx: Tx, { first, last, reason }: Omit<UsageGap, "id">, now: Date): Promise<number> {
  const [row] = await tx.execute<{ id: number }>(sql`
    insert into usage_gaps (first_day, last_day, reason, stated)
    values (${first}, ${last}, ${reason}, ${now.toISOString()}) returning id`);
  if (!row) throw new Error("an insert returned nothing");
  return row.id;
}

/** Returns what it was; undefined where there is none. */
export async function deleteGap(tx: Tx, id: number): Promise<UsageGap | undefined> {
  const [row] = await tx.execute<UsageGap & Record<string, unknown>>(sql`
    delete from usage_gaps where id = ${id}
    returning id, first_day::text as first, last_day::text as last, reason`);
  return row;
}
