import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { EmbeddedPostgresError } from "./error";
import { type PostmasterPid, readPostmasterPid } from "./postmaster-pid";

export interface Connection {
  host: string;
  port: number;
  user: string;
  database: string;
}

type Place = Pick<PostmasterPid, "socketFolder" | "port">;

const POLL_MS = 20;
/** Replaying the log after a crash takes its time, and killing it would only make it begin again. */
const STARTING_PATIENCE_MS = 300_000;
/** Running, it says, and silent: its socket has been removed, or the process is stopped. */
const SILENT_PATIENCE_MS = 30_000;

/** Waits until the Postgres with that pid takes queries; undefined when it ends before it does. */
export async function awaitAnswer(cluster: string, pid: number, isRunning: () => boolean) {
  const since = Date.now();
  while (isRunning()) {
    const said = readPostmasterPid(cluster);
    const ready = said?.pid === pid && said.status === "ready";
    if (ready && (await answers(said))) return connectionTo(said);
    if (Date.now() - since > (ready ? SILENT_PATIENCE_MS : STARTING_PATIENCE_MS)) {
      throw new EmbeddedPostgresError(
        `Postgres (pid ${pid}) runs on ${cluster} and does not answer: end it with kill -INT ${pid} and start again`,
      );
    }
    await delay(POLL_MS);
  }
  return undefined;
}

/** Whether a Postgres takes queries on the socket. One that refuses us for lack of room does answer. */
export async function answers(said: Place): Promise<boolean> {
  const sql = postgres({ ...connectionTo(said), max: 1, connect_timeout: 5, fetch_types: false });
  try {
    await sql`select 1`;
    return true;
  } catch (error) {
    const startingOrStopping = "57P03";
    return error instanceof postgres.PostgresError && error.code !== startingOrStopping;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

export function connectionTo({ socketFolder, port }: Place): Connection {
  return { host: socketFolder, port, user: "postgres", database: "postgres" };
}
