import { randomBytes } from "node:crypto";
import {
  chownSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, join } from "node:path";
import type { Account } from "./account";
import type { Binaries } from "./binaries";
import type { DataFolder } from "./data-folder";
import { EmbeddedPostgresError, errnoOf } from "./error";
import { isAlive } from "./process";
import { run } from "./run";

const HOUR_MS = 3_600_000;
const INITDB = [
  ...["--username=postgres", "--auth=trust", "--no-instructions"],
  ...["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
];

/**
 * Makes the cluster. It appears whole or not at all: of two makers one wins and the other throws its own away, and one
 * that is killed leaves only a folder with another name.
 */
export async function makeCluster(
  { path, cluster }: DataFolder,
  { initdb }: Binaries,
  account: Account,
): Promise<void> {
  const draft = `${cluster}.new-${process.pid}-${randomBytes(4).toString("hex")}`;
  try {
    mkdirSync(draft, { mode: 0o700 });
    if (account.setuid) chownSync(draft, account.uid, account.gid);
    const { ok, lastWords } = await run(account, initdb, [...INITDB, "-D", draft]);
    if (!ok) throw new EmbeddedPostgresError(`The database could not be made in ${cluster}: ${lastWords}`);
    renameSync(draft, cluster); // refuses to take the place of another cluster
    syncFolder(path);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (errnoOf(error) !== "ENOTEMPTY" && errnoOf(error) !== "EEXIST") throw error; // else another start was quicker
  }
}

/** Throws unless the cluster is one these binaries can run. */
export function checkVersion({ cluster }: DataFolder, binaries: Binaries): void {
  const version = versionOf(cluster);
  if (version !== binaries.major) {
    throw new EmbeddedPostgresError(
      `The database in ${cluster} was made by Postgres ${version}, and this is Postgres ${binaries.major}: ` +
        "start the release that made it, export, and import into a new data folder",
    );
  }
}

function versionOf(cluster: string): string {
  try {
    return readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  } catch (cause) {
    throw new EmbeddedPostgresError(`${cluster} is not a Postgres database: no PG_VERSION in it`, { cause });
  }
}

/** Removes what killed makers left. An hour's grace, as a pid says nothing about a maker in another container. */
export function sweepLeftovers({ path, cluster }: DataFolder): void {
  for (const name of readdirSync(path)) {
    const maker = name.startsWith(`${basename(cluster)}.new-`) && /\.new-(\d+)-/.exec(name)?.[1];
    if (!maker || isAlive(Number(maker))) continue;
    const leftover = join(path, name);
    const since = statSync(leftover, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - since > HOUR_MS) rmSync(leftover, { recursive: true, force: true });
  }
}

/** Makes a rename in the folder survive a power cut. */
function syncFolder(path: string): void {
  const folder = openSync(path, "r");
  fsyncSync(folder);
  closeSync(folder);
}
