import { mkdtemp, rm } from "node:fs/promises";
import type { Server } from "node:http";
import os from "node:os";
import path from "node:path";
import { journalRows } from "@/lib/catalog/sql/journals";
import { makeDoors } from "@/lib/collector/doors";
import { recorderSettings } from "@/lib/collector/recorder";
import { connect, type Db, type Whereabouts } from "@/lib/db/connection";
import { EmbeddedPostgresError } from "@/lib/db/embedded/server";
import { faultReason } from "@/lib/db/faults";
import { DatabaseError, migrate } from "@/lib/db/migrate";
import { type Env, EnvError, readEnv, SETTINGS, siteUrl } from "@/lib/env";
import { sampleSignIn } from "@/lib/sample/administrator";
import { loadSample, wantsSample } from "@/lib/sample/load";
import { Child } from "./child";
import { type OwnedDatabase, ownDatabase } from "./database";
import { createFront } from "./front";
import { healthAnswer } from "./health-answer";
import { PagesProxy } from "./pages-proxy";
import { listen, requireFreePort } from "./port";
import { StartError } from "./start-error";

const say = (line: string): void => console.log(line);

/** Everything `npm start` runs, from the database to the open port, and its orderly end. */
export async function serve(): Promise<void> {
  const began = Date.now();
  const env = readEnv();
  await requireFreePort(env);
  const database = await ownDatabase(env, say);
  try {
    await bringUp(env, database, began);
  } catch (fault) {
    await database.stop();
    throw fault;
  }
}

async function bringUp(env: Env, database: OwnedDatabase, began: number): Promise<void> {
  if (database.embedded)
    say(`Postgres ${database.adopted ? "was still running" : "is up"}, its data in ${env.DATA_DIR}`);
  const { applied } = await migrate(database.whereabouts);
  if (applied.length > 0) say(`Database migrated: ${applied.join(", ")}`);
  const db = connect(database.whereabouts, 6, "collector");
  if (database.embedded && (await wantsSample(db))) {
    say("Loading the sample journal into the empty database");
    const load = await loadSample(db, env.DATA_DIR, new Date(), (step) => say(`  ${step}`));
    say(`  ${load.articles} articles, ${load.recorded} simulated accesses recorded, ${load.dropped} dropped`);
  }
  const sockets = await mkdtemp(path.join(os.tmpdir(), "footfall-"));
  const socket = path.join(sockets, "pages");
  const childEnv = childEnvironment(env, database.whereabouts);
  const bundles = import.meta.dirname;
  const pages = new Child(
    "The pages",
    path.join(bundles, "pages-process.mjs"),
    [socket, path.dirname(bundles)],
    childEnv,
  );
  const jobs = new Child("The jobs", path.join(bundles, "jobs-process.mjs"), [], childEnv);
  const doors = makeDoors(db, recorderSettings(env), env.DATA_DIR, siteUrl(env));
  const proxy = new PagesProxy(socket);
  const answerHealth = () => healthAnswer(db, doors, pages, jobs);
  const server = createFront({
    doors,
    pages: proxy,
    health: answerHealth,
    trustedProxies: env.TRUSTED_PROXIES,
  });
  const stop = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    await doors.recorder.queue.stop();
    const patience = setTimeout(() => server.closeAllConnections(), 5_000);
    await Promise.all([pages.stop(), closed]);
    clearTimeout(patience);
    // Last: files that were on their way when the queue stopped may have been asked for in ranges.
    await doors.recorder.dropped.stop();
    proxy.close();
    await jobs.stop();
    await db.$client.end({ timeout: 5 });
    await rm(sockets, { recursive: true, force: true });
    await database.stop();
  };
  stopOnSignal(stop);
  await pages.whenReady();
  await listen(server, env);
  await announce(env, server, db, began, database.embedded);
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping) {
      if (signal === "SIGINT") say("Still stopping; nothing recorded is lost.");
      return;
    }
    stopping = true;
    say("Stopping: finishing what was begun.");
    stop().then(
      () => process.exit(0),
      (fault) => {
        console.error(`Stopped with a fault: ${faultReason(fault)}`);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  process.on("SIGHUP", onSignal);
}

/** What the children need: the settings, so that all processes go by the same, and nothing of the environment's secrets besides. */
function childEnvironment(env: Env, to: Whereabouts): NodeJS.ProcessEnv {
  const inherited = ["PATH", "HOME", "TMPDIR", "LANG", "TZ", "NODE_OPTIONS", "NODE_EXTRA_CA_CERTS", ...SETTINGS];
  const kept = inherited.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name] ?? ""]]));
  return {
    ...Object.fromEntries(kept),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATA_DIR: env.DATA_DIR,
    PORT: String(env.PORT),
    BEHIND_COLLECTOR: "1",
    ...("url" in to ? { DATABASE_URL: to.url } : { DATABASE_SOCKET: to.host }),
  };
}

async function announce(env: Env, server: Server, db: Db, began: number, own: boolean): Promise<void> {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : env.PORT;
  const host = env.HOST === "127.0.0.1" || env.HOST === "0.0.0.0" || env.HOST === "::" ? "localhost" : env.HOST;
  say(`Footfall is ready after ${((Date.now() - began) / 1000).toFixed(1)} s: http://${host}:${port}`);
  const sample = (await journalRows(db)).find((journal) => journal.sample);
  if (sample) {
    say(`  The sample journal, with simulated usage: http://${host}:${port}/${sample.issn}/2/4/302`);
    // A database of somebody else's is not given an administrator because it was shown the sample once.
    if (own) say(`  To edit it, sign in by this link, once: http://${host}:${port}${await sampleSignIn(db, env)}`);
  }
}

/** Faults an operator can act on are said in one line; anything else keeps its stack. */
export function refuse(fault: unknown): never {
  if (
    fault instanceof EnvError ||
    fault instanceof StartError ||
    fault instanceof DatabaseError ||
    fault instanceof EmbeddedPostgresError
  ) {
    console.error(fault.message);
  } else {
    console.error(fault);
  }
  process.exit(1);
}
