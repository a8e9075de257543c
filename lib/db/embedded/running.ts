import { answers, awaitAnswer } from "./answer";
import { type DataFolder, PORT, socketFolderOf } from "./data-folder";
import { EmbeddedPostgresError } from "./error";
import { adopt } from "./postmaster";
import { type PostmasterPid, readPostmasterPid } from "./postmaster-pid";
import { isPostmasterOf } from "./process";

/** What the Postgres of this folder says of itself, when it is a living process of this machine. */
export function runningIn({ cluster }: Pick<DataFolder, "cluster">): PostmasterPid | undefined {
  const said = readPostmasterPid(cluster);
  return said && isPostmasterOf(cluster, said.pid) ? said : undefined;
}

/** Where a Postgres of this folder is reached, should one run. */
export function usualPlace({ path }: Pick<DataFolder, "path">) {
  return { socketFolder: socketFolderOf(path), port: PORT };
}

/** Waits for a Postgres that is starting to answer, and for one that is stopping to end. */
export async function awaitRunning(folder: DataFolder) {
  const { cluster } = folder;
  // Asked first, so that a Postgres just started has told its pid before we look for it.
  const answered = await answers(usualPlace(folder));
  const said = runningIn(folder);
  if (!said && answered && (await answers(usualPlace(folder)))) {
    // Neither Postgres's lock file nor its shared memory would keep the two apart.
    throw new EmbeddedPostgresError(`A Postgres that is no process here, as in another container, runs on ${cluster}`);
  }
  if (!said) return undefined;
  const postmaster = adopt(cluster, said.pid);
  const connection = await awaitAnswer(cluster, said.pid, postmaster.isRunning);
  return connection && { postmaster, connection };
}
