import { connect, type Db, whereabouts } from "@/lib/db/connection";
import { findEmbedded, startEmbedded } from "@/lib/db/embedded/server";
import { migrate } from "@/lib/db/migrate";
import type { Env } from "@/lib/env";

/** The database a command works on, up to date: the environment's, the one of a running npm start, or ours for this once. */
export async function commandDatabase(env: Env): Promise<{ db: Db; close: () => Promise<void> }> {
  const given = whereabouts(env) ?? (await findEmbedded(env.DATA_DIR));
  const started = given ? undefined : await startEmbedded(env.DATA_DIR);
  const to = given ?? started?.connection;
  if (!to) throw new Error("there is no database");
  try {
    await migrate(to);
  } catch (fault) {
    await started?.stop();
    throw fault;
  }
  const db = connect(to, 4, "command");
  return {
    db,
    close: async () => {
      await db.$client.end({ timeout: 5 });
      await started?.stop();
    },
  };
}
