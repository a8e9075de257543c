import type { TransactionSql } from "postgres";
import type { Db } from "@/lib/db/connection";
import { LOCK_SPACE } from "@/lib/db/queries";

const IMPORT_LOCK = 4;

/** The key of the fingerprints of imported lines. */
export async function importKeyRow({ $client: sql }: Db): Promise<Buffer> {
  const [row] = await sql<{ key: Buffer }[]>`select import_key as key from counting_state`;
  if (!row) throw new Error("the database has no import key");
  return row.key;
}

export async function importedLineRows(
  { $client: sql }: Db,
  hours: Date[],
): Promise<{ hour: string; lines: Buffer }[]> {
  return sql<{ hour: string; lines: Buffer }[]>`
    select hour, lines from imported_lines where hour = any(${hours.map((hour) => hour.toISOString())}::text[]::timestamptz[])`;
}

export async function insertImportedLines(tx: TransactionSql, fresh: { hour: Date; lines: Buffer }[]): Promise<void> {
  for (const { hour, lines } of fresh)
    await tx`insert into imported_lines (hour, lines) values (${hour.toISOString()}, ${lines})`;
}

/** Runs `work` while no other import does; false when one is under way. Ends with the connection, however that ends. */
export async function whileOnlyImport(db: Db, work: () => Promise<void>): Promise<boolean> {
  const holder = await db.$client.reserve();
  try {
    const [row] = await holder<{ held: boolean }[]>`select pg_try_advisory_lock(${LOCK_SPACE}, ${IMPORT_LOCK}) as held`;
    if (!row?.held) return false;
    try {
      await work();
    } finally {
      await holder`select pg_advisory_unlock(${LOCK_SPACE}, ${IMPORT_LOCK})`;
    }
    return true;
  } finally {
    holder.release();
  }
}
