import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres, { type Options, type Sql } from "postgres";
import type { Env } from "../env";

/** Drizzle for the catalogue; `$client` is postgres.js itself, for the statements of collecting and counting. */
export type Db = PostgresJsDatabase & { $client: Sql };

/** What `db.transaction` hands to its work. */
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

/** Where the database is: postgres.js does not take libpq's `?host=/folder` addresses, so it is one or the other. */
export type Whereabouts = { url: string } | { host: string; port: number; user: string; database: string };

/** The database the environment names, or nothing when Footfall is to bring up its own. */
export function whereabouts(env: Env): Whereabouts | undefined {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL };
  if (env.DATABASE_SOCKET) return { host: env.DATABASE_SOCKET, port: 5432, user: "postgres", database: "postgres" };
  return undefined;
}

/** A pool that connects on first use. `connections` is its size. The caller ends it with `db.$client.end()`. */
export function connect(to: Whereabouts, connections: number, name: string): Db {
  const options: Options<Record<string, never>> = {
    max: connections,
    onnotice: () => {},
    connect_timeout: 5,
    // The default waits up to 20 s between attempts: too long after a restart of the database.
    backoff: () => 0.2,
    // A connection that outlives its server must be noticed by the next query, not by the kernel's timers.
    keep_alive: 10,
    connection: { application_name: `footfall ${name}`, TimeZone: "UTC" },
  };
  const client = "url" in to ? postgres(to.url, options) : postgres({ ...options, ...to });
  return drizzle(client);
}
