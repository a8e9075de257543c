import type { Db } from "@/lib/db/connection";

export interface DatabaseState {
  version: string;
  bytes: number;
  /** When the database thinks it is, in milliseconds. */
  now: number;
  timeZone: string;
  /** Months of events with a table of their own, as their first days. */
  partitions: string[];
  /** Events that came before their month had one. */
  strays: boolean;
  /** Replicas that were made and are gone: what they have not had is kept for them. */
  idleSlots: number;
}

export async function databaseState({ $client: sql }: Db): Promise<DatabaseState> {
  const [row] = await sql<DatabaseState[]>`
    select current_setting('server_version') as version, pg_database_size(current_database())::float8 as bytes,
      extract(epoch from clock_timestamp())::float8 * 1000 as now, current_setting('TimeZone') as "timeZone",
      (select coalesce(array_agg(c.relname::text order by c.relname), '{}') from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = to_regclass('usage_events')) as partitions,
      exists (select from usage_events_default) as strays,
      (select count(*)::int from pg_replication_slots where not active) as "idleSlots"`;
  if (!row) throw new Error("the database said nothing");
  return row;
}

/** Bytes of the database's journal on its disk; undefined where its user may not ask. */
export async function walBytes({ $client: sql }: Db): Promise<number | undefined> {
  try {
    const [row] = await sql<{ bytes: number }[]>`select coalesce(sum(size), 0)::float8 as bytes from pg_ls_waldir()`;
    return row?.bytes;
  } catch {
    return undefined;
  }
}
