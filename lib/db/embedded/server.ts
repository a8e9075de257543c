import { existsSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { chooseAccount } from "./account";
import { answers, awaitAnswer, type Connection, connectionTo } from "./answer";
import { type Binaries, findBinaries } from "./binaries";
import { checkVersion, makeCluster, sweepLeftovers } from "./cluster";
import { type DataFolder, knownFolder, openDataFolder, openSocketFolder } from "./data-folder";
import { EmbeddedPostgresError } from "./error";
import { launch, type Postmaster } from "./postmaster";
import { signal } from "./process";
import { clear, refusalIn } from "./refusal";
import { awaitRunning, runningIn, usualPlace } from "./running";

export { EmbeddedPostgresError } from "./error";

export interface EmbeddedServer {
  /** For postgres(options): host is the socket folder. */
  readonly connection: { host: string; port: number; user: string; database: string };
  /** True when a Postgres left running by a killed owner was taken over. */
  readonly adopted: boolean;
  readonly pid: number;
  /** Settles when Postgres is no longer running, however it ended (also for an adopted one, where it polls). */
  readonly ended: Promise<void>;
  /** Fast shutdown (SIGINT), waits until it has ended; escalates to immediate shutdown after 20 s. */
  stop(): Promise<void>;
}

const RETRY_MS = 100;
const RETRIES_MS = 60_000;
const FAST_SHUTDOWN_MS = 20_000;

/**
 * Starts the Postgres of dataDir (cluster in dataDir/postgres), or adopts the one that runs there, as it is: `settings`
 * are for a start. Safe when two processes call it at once: Postgres itself lets only one postmaster into a cluster
 * (by lock file, socket lock and shared memory), and the other caller adopts that one.
 */
export async function startEmbedded(dataDir: string, settings: Record<string, string> = {}): Promise<EmbeddedServer> {
  const binaries = findBinaries();
  const folder = await folderWithCluster(dataDir, binaries);
  const account = await chooseAccount(folder, binaries);
  checkVersion(folder, binaries);
  const socketFolder = openSocketFolder(folder, account);
  const began = Date.now();
  let notARival: number | undefined;
  for (;;) {
    const running = await awaitRunning(folder);
    if (running) return serverOf(running.postmaster, running.connection, true);
    const postmaster = launch({ folder, binaries, account, socketFolder, settings }, notARival);
    const connection = await awaitAnswer(folder.cluster, postmaster.pid, postmaster.isRunning);
    if (connection) return serverOf(postmaster, connection, false);
    const refusal = refusalIn(postmaster.said());
    const waitedMs = Date.now() - began;
    if (refusal.kind === "fatal" || waitedMs > RETRIES_MS) {
      const words = refusal.kind === "fatal" ? refusal.words : `gave up on ${refusal.kind}`;
      throw new EmbeddedPostgresError(`Postgres did not come up: ${words} (log: ${folder.log})`);
    }
    notARival = clear(refusal, folder.cluster, waitedMs);
    await delay(RETRY_MS);
  }
}

/** The connection of the Postgres that is running on dataDir now, or undefined. */
export async function findEmbedded(dataDir: string): Promise<EmbeddedServer["connection"] | undefined> {
  if (!existsSync(dataDir)) return undefined;
  const folder = knownFolder(dataDir);
  const place = runningIn(folder) ?? usualPlace(folder);
  return (await answers(place)) ? connectionTo(place) : undefined;
}

async function folderWithCluster(dataDir: string, binaries: Binaries): Promise<DataFolder> {
  const folder = openDataFolder(dataDir);
  sweepLeftovers(folder);
  if (!folder.hasCluster) await makeCluster(folder, binaries, await chooseAccount(folder, binaries));
  return openDataFolder(dataDir); // anew, as the cluster's owner decides who runs it, and another start may have made it
}

function serverOf(postmaster: Postmaster, connection: Connection, adopted: boolean): EmbeddedServer {
  const { pid, ended } = postmaster;
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= shutDown(postmaster);
    return stopped;
  };
  return { connection, adopted, pid, ended, stop };
}

async function shutDown({ pid, ended, isRunning }: Postmaster): Promise<void> {
  const end = (name: NodeJS.Signals) => isRunning() && signal(pid, name);
  // Also holds the event loop while we wait, which the postmaster does not.
  const impatience = setInterval(() => end("SIGQUIT"), FAST_SHUTDOWN_MS);
  try {
    end("SIGINT");
    await ended;
  } finally {
    clearInterval(impatience);
  }
}
