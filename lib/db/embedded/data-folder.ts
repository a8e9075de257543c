import { createHash } from "node:crypto";
import { accessSync, chownSync, constants, existsSync, lstatSync, mkdirSync, realpathSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Account } from "./account";
import { EmbeddedPostgresError, errnoOf } from "./error";

export const PORT = 5432;

/** The longest socket path the kernel takes, in bytes. */
const SOCKET_PATH_MAX = process.platform === "darwin" ? 103 : 107;

export interface DataFolder {
  /** Real path: two names of one folder must come out as one cluster. */
  readonly path: string;
  readonly cluster: string;
  readonly log: string;
  /** The nearest folder above that was there before us: whoever runs Postgres must be let through it. */
  readonly ground: string;
  /** Who owns the cluster or, before there is one, the folder (or the place it was made in). */
  readonly owner: { readonly uid: number; readonly gid: number };
  readonly hasCluster: boolean;
}

/** The data folder, made if need be, readable by nobody else, and known to be writable. */
export function openDataFolder(dataDir: string): DataFolder {
  const wanted = resolve(dataDir);
  const ground = nearestExisting(dirname(wanted));
  try {
    const before = statSync(nearestExisting(wanted));
    const first = mkdirSync(wanted, { recursive: true, mode: 0o700 });
    accessSync(wanted, constants.W_OK | constants.X_OK);
    // A folder made by root in someone's home belongs to that someone, who may start without root the next time.
    if (first && before.uid !== process.getuid?.()) give(first, wanted, before);
    const found = knownFolder(wanted);
    const owner = found.hasCluster ? statSync(found.cluster) : before;
    return { ...found, ground, owner: { uid: owner.uid, gid: owner.gid } };
  } catch (cause) {
    throw new EmbeddedPostgresError(`The data folder ${wanted} cannot be written (${errnoOf(cause) ?? cause})`, {
      cause,
    });
  }
}

/** The paths in a data folder that exists. */
export function knownFolder(dataDir: string): Pick<DataFolder, "path" | "cluster" | "log" | "hasCluster"> {
  const path = realpathSync(dataDir);
  const cluster = join(path, "postgres");
  return { path, cluster, log: join(path, "postgres.log"), hasCluster: existsSync(cluster) };
}

/** The folder of the socket, which is all that keeps others from the database: only `account` may enter it. */
export function openSocketFolder({ path }: DataFolder, account: Account): string {
  const folder = socketFolderOf(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = lstatSync(folder);
  // In a shared tmp anyone can guess the name and be there first.
  const ours = uid === account.uid || uid === process.getuid?.();
  if (!lstatSync(folder).isDirectory() || !ours || mode & 0o077) {
    throw new EmbeddedPostgresError(`${folder}, the folder of the Postgres socket, is open to others: remove it`);
  }
  if (uid !== account.uid) chownSync(folder, account.uid, account.gid);
  return folder;
}

export function socketFolderOf(path: string): string {
  const beside = join(path, "run");
  if (Buffer.byteLength(join(beside, `.s.PGSQL.${PORT}`)) <= SOCKET_PATH_MAX) return beside;
  return join(tmpdir(), `footfall-${createHash("sha256").update(path).digest("hex").slice(0, 16)}`);
}

function nearestExisting(folder: string): string {
  return existsSync(folder) || folder === dirname(folder) ? folder : nearestExisting(dirname(folder));
}

/** Hands every folder from `first` down to `last` to its new owner. */
function give(first: string, last: string, owner: { uid: number; gid: number }): void {
  for (let folder = last; folder.length >= first.length; folder = dirname(folder)) {
    chownSync(folder, owner.uid, owner.gid);
  }
}
