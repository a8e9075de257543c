import type PgBoss from "pg-boss";
import type { Db } from "@/lib/db/connection";

/** Several statements, with a transaction around them. */
const IN_TRANSACTION = /^\s*BEGIN;([\s\S]*)COMMIT;\s*$/;

/**
 * Lets pg-boss work through our own driver, so that a database is reached in one way only: two drivers read sslmode and socket folders in an
 * address differently. Statements sent together without values are one transaction to Postgres as they are; begun by hand it would have to
 * be ended by hand after a fault, on a connection set aside for it, which our driver does not do once that connection is lost.
 *
 * Instants come as text, as Drizzle has them.
 */
export const bossDatabase = ({ $client: sql }: Db): PgBoss.Db => ({
  async executeSql(text, values = []) {
    const rows =
      values.length > 0
        ? await sql.unsafe(
            text,
            values.map((value) => given(value ?? null)),
            { prepare: true },
          )
        : await sql.unsafe(IN_TRANSACTION.exec(text)?.[1] ?? text);
    return { rows: [...rows] };
  },
});

/** What is an object is JSON there; an array is one of Postgres. */
const given = (value: unknown): string | null =>
  (typeof value === "object" && value !== null && !Array.isArray(value) ? JSON.stringify(value) : value) as
    | string
    | null;
