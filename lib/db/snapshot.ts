import { drizzle } from "drizzle-orm/postgres-js";
import type { Sql, TransactionSql } from "postgres";
import type { Db } from "./connection";

/**
 * Everything that `read` asks is answered as of one instant, over one connection, however long it takes and whatever is counted meanwhile.
 * What is asked may begin transactions: they are parts of this one. Nothing can be written.
 */
export async function inSnapshot<T>(db: Db, read: (db: Db) => Promise<T>): Promise<T> {
  const answer = await db.$client.begin("isolation level repeatable read read only", async (tx) => ({
    value: await read(drizzle(asClient(tx, db.$client))),
  }));
  return (answer as { value: T }).value;
}

/** A transaction in the shape of the client it belongs to. */
function asClient(tx: TransactionSql, { options }: Sql): Sql {
  const client = new Proxy(tx as unknown as Sql, {
    get: (of, name) => {
      if (name === "options") return options;
      if (name === "begin") return (...given: unknown[]) => (given.at(-1) as (sql: Sql) => unknown)(client);
      return Reflect.get(of, name);
    },
  });
  return client;
}
