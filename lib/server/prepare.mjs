// Runs before any package is there, so it is plain JavaScript and uses Node alone.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 9))
  fail(`Node ${process.versions.node} is too old: Footfall needs 20.9 or newer.`);

/** Prints one line and ends. */
export function fail(line) {
  console.error(line);
  process.exit(1);
}

/** Runs a command to its end; its output is shown only when it fails. */
export function run(command, args, env = {}) {
  const done = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.status === 0) return;
  process.stderr.write(`${done.stdout ?? ""}${done.stderr ?? ""}`);
  fail(`${command} ${args.join(" ")} failed${done.error ? `: ${done.error.message}` : ""}.`);
}

/** Installs what package-lock.json names when it is not there, or older than the lock. */
export function install() {
  const installed = path.join(root, "node_modules/.package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(path.join(root, "package-lock.json")).mtimeMs)
    return;
  console.log("Installing packages");
  run("npm", ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"]);
}

const SOURCES = ["app", "lib", "drizzle", "public", "next.config.ts", "tsconfig.json", "package-lock.json"];

/** Names the state of everything the build is made of. */
function sourceHash() {
  const hash = createHash("sha256").update(process.versions.node);
  const add = (file) => {
    const full = path.join(root, file);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) for (const name of readdirSync(full).sort()) add(path.join(file, name));
    else hash.update(file).update("\0").update(readFileSync(full));
  };
  for (const source of SOURCES) add(source);
  return hash.digest("hex");
}

/** Builds the pages and the processes when their sources changed since the last build. */
export async function build() {
  const mark = path.join(root, ".next/footfall-sources");
  await oneAtATime(async () => {
    const sources = sourceHash();
    if (existsSync(mark) && readFileSync(mark, "utf8") === sources && existsSync(path.join(root, "dist/main.mjs")))
      return;
    console.log("Building");
    rmSync(mark, { force: true });
    await bundle();
    run(process.execPath, [path.join(root, "node_modules/next/dist/bin/next"), "build"], { NODE_ENV: "production" });
    writeFileSync(mark, sources);
  });
}

/**
 * The processes and the commands as single files; packages stay where npm put them. Every command does it, and two may at once: a file
 * that is the same stays, one that is not is put in its place whole, so that nobody reads half of it.
 */
export async function bundle() {
  const { build: esbuild } = await import("esbuild");
  const { outputFiles } = await esbuild({
    absWorkingDir: root,
    entryPoints: ["main", "pages-process", "jobs-process"]
      .map((name) => `lib/server/${name}.ts`)
      .concat("lib/cli/main.ts")
      .map((file) => ({ in: file, out: file === "lib/cli/main.ts" ? "footfall" : path.basename(file, ".ts") })),
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node20.9",
    format: "esm",
    packages: "external",
    sourcemap: "linked",
    logLevel: "warning",
    write: false,
  });
  for (const { path: file, contents } of outputFiles) replace(file, Buffer.from(contents));
}

function replace(file, contents) {
  if (existsSync(file) && readFileSync(file).equals(contents)) return;
  const part = `${file}.${process.pid}.part`;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(part, contents);
  renameSync(part, file);
}

/** Settings of a .env file beside package.json; what the environment says already goes first. */
export async function loadEnvFile() {
  const { default: nextEnv } = await import("@next/env");
  nextEnv.loadEnvConfig(root, false, { info: () => {}, error: console.error });
}

/**
 * Two first starts in one checkout must not build into each other. The lock is a file that names its owner from its first moment
 * on; one whose owner is dead is nobody's, and whoever takes it away looks again that it was that one.
 */
async function oneAtATime(work) {
  const lock = path.join(root, "node_modules/.footfall-build.pid");
  const mine = `${lock}-${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    while (!taken(mine, lock)) {
      const owner = read(lock);
      if (owner === undefined || isAlive(Number(owner))) await new Promise((resolve) => setTimeout(resolve, 200));
      else removeStale(lock, owner, `${mine}-stale`);
    }
    try {
      await work();
    } finally {
      rmSync(lock, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function taken(mine, lock) {
  try {
    linkSync(mine, lock);
    return true;
  } catch (fault) {
    if (fault.code !== "EEXIST") throw fault;
    return false;
  }
}

function removeStale(lock, owner, aside) {
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  // Another was quicker, and this is its own: back with it.
  if (read(aside) !== owner) taken(aside, lock);
  rmSync(aside, { force: true });
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return fault.code === "EPERM";
  }
}
