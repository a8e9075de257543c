import { chownSync, readFileSync } from "node:fs";
import type { Binaries } from "./binaries";
import type { DataFolder } from "./data-folder";
import { EmbeddedPostgresError } from "./error";
import { run } from "./run";

/**
 * As whom Postgres runs. It refuses uid 0, so root either shows itself to Postgres as another user inside a user
 * namespace (`seenAs`; files stay root's) or becomes another user (`setuid`).
 */
export interface Account {
  /** Who owns the files on disk, as the machine sees it. */
  readonly uid: number;
  readonly gid: number;
  readonly setuid: boolean;
  readonly seenAs?: { readonly uid: number; readonly gid: number };
}

/** The command line and spawn options that run a program as `account`. */
export function commandOf(account: Account, program: string, args: readonly string[]) {
  const { uid, gid, setuid, seenAs } = account;
  const identity: { uid?: number; gid?: number } = setuid ? { uid, gid } : {};
  if (!seenAs) return { command: program, args: [...args], identity };
  const namespace = ["-U", `--map-user=${seenAs.uid}`, `--map-group=${seenAs.gid}`];
  return { command: "unshare", args: [...namespace, program, ...args], identity };
}

/** The first account that really can run Postgres there. Whoever owns a cluster goes on owning it. */
export async function chooseAccount(folder: DataFolder, binaries: Binaries): Promise<Account> {
  const failures: string[] = [];
  for (const account of candidates(folder)) {
    const failure = await whyNot(account, folder, binaries);
    if (failure === undefined) {
      if (!folder.hasCluster && process.getuid?.() === 0) chownSync(folder.path, account.uid, account.gid);
      return account;
    }
    failures.push(`${describe(account)}: ${failure}`);
  }
  const remedy = folder.hasCluster
    ? "give it to an ordinary user with chown -R"
    : "put Footfall and its data where other users may pass, or set DATABASE_URL";
  throw new EmbeddedPostgresError(`Nobody here can run Postgres on ${folder.path}: ${remedy} (${failures.join("; ")})`);
}

function candidates({ path, owner, hasCluster }: DataFolder): Account[] {
  const self: Account = { uid: process.getuid?.() ?? -1, gid: process.getgid?.() ?? -1, setuid: false };
  const theirs: Account = { ...owner, setuid: true };
  if (self.uid !== 0) {
    if (!hasCluster || owner.uid === self.uid) return [self, ...mapped(self)];
    throw new EmbeddedPostgresError(
      `The database in ${path} is owned by user ${owner.uid}, and this is user ${self.uid}: start as its owner`,
    );
  }
  const owners = owner.uid === 0 ? [] : [theirs, ...mapped(theirs)];
  if (hasCluster) return owner.uid === 0 ? mapped(self) : owners;
  const others = unprivilegedUsers().map((user): Account => ({ ...user, setuid: true }));
  return [...owners, ...mapped(self), ...others];
}

/** Also serves a user without a name (containers started with a bare uid), which initdb refuses. */
function mapped(account: Account): Account[] {
  const [seenAs] = unprivilegedUsers();
  return process.platform === "linux" && seenAs ? [{ ...account, seenAs }] : [];
}

function unprivilegedUsers(): { uid: number; gid: number }[] {
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  return ["postgres", "nobody"].flatMap((name) => {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(":") ?? [];
    return uid && gid ? [{ uid: Number(uid), gid: Number(gid) }] : [];
  });
}

/** initdb -s makes every check initdb makes (binaries, libraries, not root, the user has a name) and writes nothing. */
async function whyNot(account: Account, folder: DataFolder, { initdb, postgres }: Binaries) {
  const trial = folder.hasCluster ? [postgres, "--version"] : [initdb, "-s", "-D", `${folder.cluster}.trial`];
  const ground = folder.hasCluster ? folder.cluster : folder.ground;
  const { ok, lastWords } = await run(account, "/bin/sh", ["-c", 'cd "$0" && exec "$@"', ground, ...trial]);
  return ok ? undefined : lastWords;
}

function describe({ uid, setuid, seenAs }: Account): string {
  return `as user ${uid}${setuid ? " by setuid" : ""}${seenAs ? " in a user namespace" : ""}`;
}
