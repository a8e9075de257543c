import type { Db } from "./connection";

/** Any number will do as long as it is ours alone: "foot" in ASCII. */
export const LOCK_SPACE = 0x666f6f74;
const MIGRATION = 1;
const OWNERSHIP = 2;

export async function serverVersion({ $client: sql }: Db): Promise<{ number: number; text: string }> {
  const [row] = await sql<{ number: number; text: string }[]>`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as text`;
  if (!row) throw new Error("Postgres did not say its version");
  return row;
}

/** Held by the session until released: waits while another process migrates. */
export async function migrationLock({ $client: sql }: Db): Promise<void> {
  await sql`select pg_advisory_lock(${LOCK_SPACE}, ${MIGRATION})`;
}

export async function releaseMigrationLock({ $client: sql }: Db): Promise<void> {
  await sql`select pg_advisory_unlock(${LOCK_SPACE}, ${MIGRATION})`;
}

/** True when this session now owns the data folder; it does until the connection ends, however it ends. */
export async function tryOwnership({ $client: sql }: Db): Promise<boolean> {
  const [row] = await sql<{ owned: boolean }[]>`select pg_try_advisory_lock(${LOCK_SPACE}, ${OWNERSHIP}) as owned`;
  return row?.owned === true;
}

/** Hashes of the migrations a database has had, in order; none when it never had any. */
export async function appliedMigrations({ $client: sql }: Db): Promise<string[]> {
  const [table] = await sql<{ present: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as present`;
  if (!table?.present) return [];
  const rows = await sql<{ hash: string }[]>`select hash from drizzle.__drizzle_migrations order by created_at, id`;
  return rows.map(({ hash }) => hash);
}

/** Tables in the schema migrations write to. */
export async function tablesPresent({ $client: sql }: Db): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') order by 1`;
  return rows.map(({ name }) => name);
}
