import { connect, type Db, type Whereabouts, whereabouts } from "@/lib/db/connection";
import { type EmbeddedServer, startEmbedded } from "@/lib/db/embedded/server";
import { faultReason } from "@/lib/db/faults";
import { DatabaseError } from "@/lib/db/migrate";
import { tryOwnership } from "@/lib/db/queries";
import type { Env } from "@/lib/env";

/** The database this process answers for: somebody else's, or the embedded one, which is then ours alone. */
export interface OwnedDatabase {
  whereabouts: Whereabouts;
  embedded: boolean;
  /** How the embedded Postgres came up. */
  adopted: boolean;
  /** Stops the embedded Postgres; another's is left alone. */
  stop(): Promise<void>;
}

/**
 * The database named by the environment, or the embedded Postgres of DATA_DIR: started, or taken over from an owner that was
 * killed, and started again whenever it dies. Refuses when another running Footfall owns the folder.
 */
export async function ownDatabase(env: Env, say: (line: string) => void): Promise<OwnedDatabase> {
  const given = whereabouts(env);
  if (given) return { whereabouts: given, embedded: false, adopted: false, stop: async () => {} };
  let server = await startEmbedded(env.DATA_DIR);
  let ownership = await own(server, env.DATA_DIR);
  const { adopted } = server;
  let stopping = false;
  const watch = async (): Promise<void> => {
    await server.ended;
    if (stopping) return;
    say("Postgres ended unexpectedly; starting it again.");
    await ownership.$client.end({ timeout: 0 }).catch(() => {});
    while (!stopping) {
      try {
        server = await startEmbedded(env.DATA_DIR);
        ownership = await own(server, env.DATA_DIR);
        say("Postgres is back.");
        void watch();
        return;
      } catch (fault) {
        say(`Postgres did not come back: ${faultReason(fault)}`);
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
    }
  };
  void watch();
  return {
    whereabouts: server.connection,
    embedded: true,
    adopted,
    stop: async () => {
      stopping = true;
      await ownership.$client.end({ timeout: 1 }).catch(() => {});
      await server.stop();
    },
  };
}

/** Ownership is a lock held by a connection: it ends with us however we end, and nobody has to clean up after us. */
async function own(server: EmbeddedServer, dataDir: string): Promise<Db> {
  const db = connect(server.connection, 1, "owner");
  if (await tryOwnership(db)) return db;
  await db.$client.end({ timeout: 1 });
  throw new DatabaseError(`The data folder ${dataDir} is in use by another running Footfall.`);
}
