import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { build } from "esbuild";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBinaries } from "../../lib/db/embedded/binaries";
import { readPostmasterPid } from "../../lib/db/embedded/postmaster-pid";
import { isAlive, isPostmasterOf } from "../../lib/db/embedded/process";
import { type EmbeddedServer, findEmbedded, startEmbedded } from "../../lib/db/embedded/server";

// Real processes and a disk that syncs, on a machine that may be busy.
const DEADLINE_MS = 60_000;
const root = process.getuid?.() === 0;
const nobody = Number(/^nobody:[^:]*:(\d+)/m.exec(readFileSync("/etc/passwd", "utf8"))?.[1] ?? 65534);

/** Starts Postgres, says so in a line, and then does what it was told: wait, return, or write until it is killed. */
const STARTER = `
  import { startEmbedded } from "./lib/db/embedded/server.ts";
  import postgres from "postgres";
  const [dataDir, then] = process.argv.slice(2);
  const say = (value) => process.stdout.write(JSON.stringify(value) + "\\n");
  if (then === "on-go") await new Promise((go) => process.stdin.once("data", go)), process.stdin.destroy();
  try {
    const { connection, adopted, pid, stop } = await startEmbedded(dataDir);
    say({ connection, adopted, pid });
    if (then === "stop") await stop();
    if (then === "wait" || then === "on-go") setInterval(() => {}, 1000);
    if (then === "write") {
      const sql = postgres({ ...connection, max: 4, onnotice() {} });
      await sql\`create table if not exists noted (n int primary key)\`;
      let next = 0;
      const writer = async () => { for (;;) { const n = next++; await sql\`insert into noted values (\${n})\`; say({ n }); } };
      await Promise.all([writer(), writer(), writer(), writer()]).catch((e) => say({ lost: e.message }));
      process.exit();
    }
  } catch (error) { say({ error: error.message, name: error.name }); }
`;

interface Said {
  connection?: EmbeddedServer["connection"];
  adopted?: boolean;
  pid?: number;
  error?: string;
  name?: string;
  n?: number;
}
interface Starter {
  child: ChildProcess;
  lines: Said[];
  first: Promise<Said>;
  ended: Promise<unknown>;
}

const bundle = join(process.cwd(), "node_modules/.cache", `embedded-postgres-test-${process.pid}`, "starter.mjs");
const folders: string[] = [];
const dataDirs = new Set<string>();
const children: ChildProcess[] = [];

beforeAll(async () => {
  await build({
    stdin: { contents: STARTER, resolveDir: process.cwd(), loader: "js" },
    ...{ bundle: true, packages: "external", platform: "node", format: "esm", outfile: bundle },
  });
});
afterAll(() => rmSync(dirname(bundle), { recursive: true, force: true }));

afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  for (const dataDir of dataDirs) await killPostgresOf(dataDir, "SIGQUIT");
  dataDirs.clear();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}, DEADLINE_MS);

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "embedded-"));
  folders.push(folder);
  return folder;
}

function freshDataDir(...names: string[]): string {
  const dataDir = join(temporaryFolder(), ...names, "data");
  dataDirs.add(dataDir);
  return dataDir;
}

type Then = "wait" | "on-go" | "leave" | "stop" | "write";

function starter(dataDir: string, then: Then, { uid, within = [] }: { uid?: number; within?: string[] } = {}): Starter {
  const [command = "", ...args] = [...within, process.execPath, bundle, dataDir, then];
  const child = spawn(command, args, {
    ...(uid === undefined ? {} : { uid, gid: uid }),
    stdio: ["pipe", "pipe", "inherit"],
    detached: true, // a process group of its own, as from a terminal
  });
  children.push(child);
  const lines: Said[] = [];
  const reader = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const first = once(reader, "line").then(([line]) => JSON.parse(String(line)) as Said);
  reader.on("line", (line) => lines.push(JSON.parse(line) as Said));
  return { child, lines, first, ended: once(child, "close") };
}

async function query<T = unknown>(connection: EmbeddedServer["connection"], text: string): Promise<T[]> {
  const sql = postgres({ ...connection, max: 1, onnotice: () => undefined });
  try {
    return [...(await sql.unsafe(text))] as T[];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function until(isSo: () => boolean | undefined): Promise<void> {
  const late = Date.now() + DEADLINE_MS / 2;
  while (!isSo()) {
    if (Date.now() > late) throw new Error(`waited in vain until ${isSo}`);
    await delay(20);
  }
}

/** Only ever signals the Postgres of a folder this test made. */
async function killPostgresOf(dataDir: string, signal: NodeJS.Signals): Promise<void> {
  const cluster = join(dataDir, "postgres");
  const pid = existsSync(cluster) ? readPostmasterPid(cluster)?.pid : undefined;
  if (!pid || !isPostmasterOf(cluster, pid)) return;
  process.kill(pid, signal);
  await until(() => !isPostmasterOf(cluster, pid));
}

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  return child.pid ?? 0;
}

function foreignProcess(): number {
  const child = spawn("sleep", ["600"]);
  children.push(child);
  return child.pid ?? 0;
}

function replaceFirstLine(file: string, line: string): void {
  writeFileSync(file, [line, ...readFileSync(file, "utf8").split("\n").slice(1)].join("\n"));
}

/** A command prefix that runs as root where nobody may make a user namespace. Nothing outside changes. */
async function withoutNamespaces(): Promise<string[] | undefined> {
  const holder = spawn("unshare", ["-U", "sleep", "600"]).on("error", () => undefined);
  children.push(holder);
  const proc = `/proc/${holder.pid}`;
  try {
    await until(() => readlinkSync(`${proc}/ns/user`) !== readlinkSync("/proc/self/ns/user"));
    for (const map of ["uid_map", "gid_map"]) writeFileSync(`${proc}/${map}`, "0 0 65536");
    const enter = ["nsenter", "-U", "-t", `${holder.pid}`, "-S", "0", "-G", "0"];
    const shut = spawn("nsenter", [...enter.slice(1), "sh", "-c", "echo 0 > /proc/sys/user/max_user_namespaces"]);
    return (await once(shut, "exit"))[0] === 0 ? enter : undefined;
  } catch {
    return undefined;
  }
}

const permissions = (path: string) => (statSync(path).mode & 0o777).toString(8);
const ownerOfProcess = (pid: number) => statSync(`/proc/${pid}`).uid;
const draftsIn = (dataDir: string) => readdirSync(dataDir).filter((name) => name.startsWith("postgres.new-"));

test("a first start makes a private UTF-8 database, and a restart keeps what is in it", {
  timeout: DEADLINE_MS,
}, async () => {
  const dataDir = freshDataDir();
  const first = await startEmbedded(dataDir, { work_mem: "5MB", listen_addresses: "*" });
  expect(first.adopted).toBe(false);
  expect([dataDir, join(dataDir, "postgres"), join(dataDir, "run")].map(permissions)).toEqual(["700", "700", "700"]);
  expect(first.connection.host).toBe(join(dataDir, "run"));
  const settings = `select current_setting('fsync') f, current_setting('timezone') t, current_setting('work_mem') w,
    current_setting('listen_addresses') l, current_setting('server_encoding') e, current_setting('max_connections') m,
    (select datlocprovider::text || ':' || datlocale from pg_database where datname = current_database()) p`;
  const expected = { f: "on", t: "UTC", w: "5MB", l: "", e: "UTF8", m: "60", p: "b:C.UTF-8" };
  expect(await query(first.connection, settings)).toEqual([expected]);
  await query(first.connection, "create table kept (n int); insert into kept values (7)");
  await Promise.all([first.stop(), first.stop()]);
  expect(isAlive(first.pid)).toBe(false);
  expect(await findEmbedded(dataDir)).toBeUndefined();
  writeFileSync(join(dataDir, "postgres.log"), "x".repeat(11 * 1024 * 1024));

  const second = await startEmbedded(dataDir);
  expect(second.adopted).toBe(false);
  expect(await query(second.connection, "select n from kept")).toEqual([{ n: 7 }]);
  expect(await findEmbedded(dataDir)).toEqual(second.connection);
  expect(statSync(join(dataDir, "postgres.log")).size).toBeLessThan(100_000);
  await second.stop();
});

test("two first starts at once end with one database that both can use", { timeout: DEADLINE_MS }, async () => {
  for (let round = 0; round < 3; round++) {
    const dataDir = freshDataDir();
    const starters = [starter(dataDir, "on-go"), starter(dataDir, "on-go")];
    for (const { child } of starters) child.stdin?.write("go\n");
    const [one, two] = await Promise.all(starters.map(({ first }) => first));
    expect(one?.error ?? two?.error).toBeUndefined();
    expect([one?.adopted, two?.adopted].sort()).toEqual([false, true]);
    expect(one?.pid).toBe(two?.pid);
    const { connection } = one as EmbeddedServer;
    await query(connection, "create table shared (n int); insert into shared values (1)");
    expect(await query((two as EmbeddedServer).connection, "select n from shared")).toEqual([{ n: 1 }]);
    expect(draftsIn(dataDir)).toEqual([]);
  }
});

test("a Postgres outlives its owner's whole process group and is adopted", { timeout: DEADLINE_MS }, async () => {
  const dataDir = freshDataDir();
  const owner = starter(dataDir, "wait");
  const { pid } = await owner.first;
  process.kill(-(owner.child.pid ?? Number.NaN), "SIGKILL");
  await owner.ended;

  const server = await startEmbedded(dataDir);
  expect(server).toMatchObject({ adopted: true, pid });
  expect(await query(server.connection, "select 1 one")).toEqual([{ one: 1 }]);
  await server.stop();
  await server.ended;
  expect(isAlive(pid ?? 0) && isPostmasterOf(join(dataDir, "postgres"), pid ?? 0)).toBe(false);
});

test("an owner may end without stopping, and one that stops ends by itself", { timeout: DEADLINE_MS }, async () => {
  const dataDir = freshDataDir();
  for (const then of ["stop", "leave", "leave", "stop"] as const) {
    // the latter two adopt
    const { ended, first } = starter(dataDir, then);
    expect((await first).error).toBeUndefined();
    expect(await ended).toEqual([0, null]);
    expect(Boolean(await findEmbedded(dataDir))).toBe(then === "leave");
  }
});

test("`ended` settles however Postgres ended, adopted or not", { timeout: DEADLINE_MS }, async () => {
  const dataDir = freshDataDir();
  const own = await startEmbedded(dataDir);
  const adopted = await startEmbedded(dataDir);
  expect(adopted.adopted).toBe(true);
  process.kill(own.pid, "SIGKILL");
  await Promise.all([own.ended, adopted.ended]);
  await adopted.stop();
});

test("stop does not wait for a session that is busy", { timeout: DEADLINE_MS }, async () => {
  const server = await startEmbedded(freshDataDir());
  const busy = query(server.connection, "select pg_sleep(600)").catch(() => "cut off");
  const sleepers = "select 1 from pg_stat_activity where wait_event = 'PgSleep'";
  while ((await query(server.connection, sleepers)).length === 0) await delay(20);
  const asked = Date.now();
  await server.stop();
  expect(Date.now() - asked).toBeLessThan(15_000); // an immediate shutdown, after 20 s, would cut it off as well
  expect(await busy).toBe("cut off");
});

test("kill -9 of Postgres under writes loses no acknowledged row, and a busy orphan does not bar the next start", {
  timeout: 2 * DEADLINE_MS,
}, async () => {
  const dataDir = freshDataDir();
  const acknowledged = new Set<number>();
  const owner = starter(dataDir, "write");
  const { pid, connection } = (await owner.first) as EmbeddedServer;
  // A loop in the server that never looks whether the postmaster lives: it holds the shared memory for longer than a start waits.
  const busy = query(connection, "set statement_timeout = '90s'; do $$ begin loop end loop; end $$").catch(
    () => undefined,
  );
  await until(() => owner.lines.length > 200);
  process.kill(pid, "SIGKILL");
  owner.child.kill("SIGKILL");
  await owner.ended;
  for (const { n } of owner.lines) if (n !== undefined) acknowledged.add(n);

  const server = await startEmbedded(dataDir);
  await busy;
  expect(server.adopted).toBe(false);
  const kept = new Set((await query<{ n: number }>(server.connection, "select n from noted")).map(({ n }) => n));
  expect([...acknowledged].filter((n) => !kept.has(n))).toEqual([]);
  expect(acknowledged.size).toBeGreaterThan(100);
  await server.stop();
});

test("lock files whose pids now belong to other programs do not bar the start", { timeout: DEADLINE_MS }, async () => {
  const dataDir = freshDataDir();
  await startEmbedded(dataDir);
  await killPostgresOf(dataDir, "SIGKILL");
  const bystanders = [foreignProcess(), foreignProcess()];
  replaceFirstLine(join(dataDir, "postgres", "postmaster.pid"), `${bystanders[0]}`);
  replaceFirstLine(join(dataDir, "run", ".s.PGSQL.5432.lock"), `${bystanders[1]}`);
  expect(await findEmbedded(dataDir)).toBeUndefined();

  const server = await startEmbedded(dataDir);
  expect(server.adopted).toBe(false);
  expect(await query(server.connection, "select 1 one")).toEqual([{ one: 1 }]);
  expect(bystanders.every(isAlive)).toBe(true);
  await server.stop();
});

test("beside a Postgres of another container, which only its socket shows, none is started", {
  timeout: DEADLINE_MS,
}, async () => {
  const dataDir = freshDataDir();
  const server = await startEmbedded(dataDir);
  const lock = join(dataDir, "postgres", "postmaster.pid");
  replaceFirstLine(lock, `${await deadPid()}`);
  await expect(startEmbedded(dataDir)).rejects.toThrow(/in another container, runs on/);
  expect(await findEmbedded(dataDir)).toEqual(server.connection);
  replaceFirstLine(lock, `${server.pid}`);
  await server.stop();
});

test("a lock file emptied by a power cut does not bar the start", { timeout: DEADLINE_MS }, async () => {
  const dataDir = freshDataDir();
  await startEmbedded(dataDir);
  await killPostgresOf(dataDir, "SIGKILL");
  const lock = join(dataDir, "postgres", "postmaster.pid");
  truncateSync(lock);
  utimesSync(lock, new Date(0), new Date(0)); // a fresh one might be being written: that is waited for
  const server = await startEmbedded(dataDir);
  expect(await query(server.connection, "select 1 one")).toEqual([{ one: 1 }]);
  await server.stop();
});

test("the data folder of another database, copied while it ran, starts a Postgres of its own", {
  timeout: DEADLINE_MS,
}, async () => {
  const [dataDir, copy] = [freshDataDir(), freshDataDir()];
  const original = await startEmbedded(dataDir);
  await once(spawn("cp", ["-a", dataDir, copy]), "exit");
  const server = await startEmbedded(copy);
  expect(server.pid).not.toBe(original.pid);
  expect(server.connection.host).toBe(join(copy, "run"));
  await Promise.all([server.stop(), original.stop()]);
});

test("a path too long for a socket gets a private one in the temporary folder", { timeout: DEADLINE_MS }, async () => {
  const socket = "/data/run/.s.PGSQL.5432";
  const room = 107 - socket.length;
  for (const [length, fits] of [
    [room, true],
    [room + 1, false],
  ] as const) {
    const base = temporaryFolder();
    const parent = join(base, "x".repeat(length - Buffer.byteLength(base) - 1));
    const dataDir = join(parent, "data");
    dataDirs.add(dataDir);
    const server = await startEmbedded(dataDir);
    const { host } = server.connection;
    if (!fits) folders.push(host);
    expect(host.startsWith(dataDir)).toBe(fits);
    expect(permissions(host)).toBe("700");
    expect(await query(server.connection, "select 1 one")).toEqual([{ one: 1 }]);
    await server.stop();
  }
});

test.runIf(root)(
  "a plain user may start it, root continues as that user, and root's own stays root's",
  {
    timeout: DEADLINE_MS,
  },
  async ({ skip }) => {
    const readable = spawn(process.execPath, ["-e", `require("fs").accessSync("${bundle}")`], {
      uid: nobody,
      gid: nobody,
    });
    const [code] = await once(readable, "exit").catch(() => [1]);
    if (code !== 0) skip(`user ${nobody} may not run ${process.execPath} or read ${bundle}`);

    const dataDir = freshDataDir();
    chownSync(dirname(dataDir), nobody, nobody);
    const plain = starter(dataDir, "stop", { uid: nobody });
    expect(await plain.first).toMatchObject({ adopted: false });
    await plain.ended;

    const byRoot = await startEmbedded(dataDir);
    expect(ownerOfProcess(byRoot.pid)).toBe(nobody);
    expect(await query(byRoot.connection, "select 1 one")).toEqual([{ one: 1 }]);
    await byRoot.stop();
    const again = starter(dataDir, "stop", { uid: nobody });
    expect(await again.first).toMatchObject({ adopted: false });
    await again.ended;

    // A folder that root makes in another's place is that other's, who need not be root to start it the next time.
    const madeByRoot = freshDataDir("folder", "in", "between");
    chownSync(folders.at(-1) ?? "", nobody, nobody);
    await (await startEmbedded(madeByRoot)).stop();
    expect(await starter(madeByRoot, "stop", { uid: nobody }).first).toMatchObject({ adopted: false });
  },
);

test.runIf(root)(
  "where user namespaces are refused, as in most containers, root runs it as postgres or nobody",
  {
    timeout: DEADLINE_MS,
  },
  async ({ skip }) => {
    const within = await withoutNamespaces();
    if (!within) return skip("cannot refuse user namespaces to a child here");
    const dataDir = freshDataDir();
    const hidden = await starter(dataDir, "leave", { within }).first;
    expect(hidden.error).toMatch(
      /^Nobody here can run Postgres on .*unshare failed.*; as user \d+ by setuid: .*can't cd/,
    );
    chmodSync(dirname(dataDir), 0o755);
    const { pid, adopted } = await starter(dataDir, "leave", { within }).first;
    expect(adopted).toBe(false);
    const uid = ownerOfProcess(pid ?? 0);
    expect(uid).not.toBe(0);
    const owners = ["", "postgres", "run", "postgres.log"].map((name) => statSync(join(dataDir, name)).uid);
    expect(owners).toEqual([uid, uid, uid, uid]);
    await killPostgresOf(dataDir, "SIGINT");

    const server = await startEmbedded(dataDir);
    expect(ownerOfProcess(server.pid)).toBe(uid);
    await server.stop();
  },
);

test.runIf(root)("a plain user is told in one line what is not theirs", { timeout: DEADLINE_MS }, async () => {
  const dataDir = freshDataDir();
  const server = await startEmbedded(dataDir);
  expect(ownerOfProcess(server.pid)).toBe(statSync(join(dataDir, "postgres")).uid);
  await server.stop();
  const refused = async () => {
    const { error, name } = await starter(dataDir, "stop", { uid: nobody }).first;
    expect(name).toBe("EmbeddedPostgresError");
    expect(error).not.toContain("\n");
    return error;
  };
  chmodSync(dirname(dataDir), 0o755);
  expect(await refused()).toContain("cannot be written (EACCES)");
  chmodSync(dataDir, 0o777);
  expect(await refused()).toContain(`owned by user ${statSync(join(dataDir, "postgres")).uid}`);
});

test("a database of another major version is refused, and left alone", { timeout: DEADLINE_MS }, async () => {
  const dataDir = freshDataDir();
  await (await startEmbedded(dataDir)).stop();
  writeFileSync(join(dataDir, "postgres", "PG_VERSION"), "15\n");
  await expect(startEmbedded(dataDir)).rejects.toThrow(/made by Postgres 15, and this is Postgres \d+/);
  rmSync(join(dataDir, "postgres", "PG_VERSION"));
  await expect(startEmbedded(dataDir)).rejects.toThrow(/not a Postgres database/);
  expect(existsSync(join(dataDir, "postgres", "base"))).toBe(true);
});

test("a Postgres that does not come up is quoted", { timeout: DEADLINE_MS }, async () => {
  const dataDir = freshDataDir();
  await expect(startEmbedded(dataDir, { work_mem: "plenty" })).rejects.toThrow(
    /^Postgres did not come up: FATAL: .*invalid value for parameter "work_mem": "plenty".* \(log: .*\)$/,
  );
  appendFileSync(join(dataDir, "postgres", "pg_hba.conf"), "gibberish\n");
  await expect(startEmbedded(dataDir)).rejects.toThrow(/^Postgres did not come up: .*pg_hba/);
});

test("a first start killed half-way is harmless, and what it left goes after an hour", {
  timeout: DEADLINE_MS,
}, async () => {
  const dataDir = freshDataDir();
  const killed = starter(dataDir, "wait");
  await until(() => existsSync(dataDir) && draftsIn(dataDir).length > 0);
  process.kill(-(killed.child.pid ?? Number.NaN), "SIGKILL");
  await killed.ended;
  const half = draftsIn(dataDir);
  expect(half.length).toBe(1);
  expect(existsSync(join(dataDir, "postgres"))).toBe(false);

  const drafts = [`postgres.new-${await deadPid()}-old`, `postgres.new-${process.pid}-working`];
  for (const name of drafts) {
    mkdirSync(join(dataDir, name));
    utimesSync(join(dataDir, name), new Date(0), new Date(0));
  }
  const server = await startEmbedded(dataDir);
  expect(await query(server.connection, "select 1 one")).toEqual([{ one: 1 }]);
  expect(draftsIn(dataDir).sort()).toEqual([...half, `postgres.new-${process.pid}-working`].sort());
  await server.stop();
});

test("a machine without a Postgres for it is told so", () => {
  expect(() => findBinaries("sunos-sparc")).toThrow(/no embedded Postgres for sunos-sparc/);
  const other = process.platform === "darwin" ? "linux-x64" : "darwin-x64";
  expect(() => findBinaries(other)).toThrow(/is not installed/);
});
